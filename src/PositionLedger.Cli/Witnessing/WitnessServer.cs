using System.Globalization;
using System.Net;
using System.Text;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Witnessing;

namespace PositionLedger.Cli.Witnessing;

/// <summary>Takes checkpoints over HTTP and cosigns them (c2sp.org/tlog-witness).</summary>
internal sealed class WitnessServer(IReadOnlyList<VerifierKey> logs, WitnessKey key, WitnessState state, TimeProvider clock)
{
    // A checkpoint with 63 hashes has less than a tenth of it.
    private const int MaxLength = 65_536;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Witness _witness = new(logs, Ed25519.Check);
    private readonly Lock _oneAtATime = new();

    /// <summary>Serves until it is cancelled.</summary>
    public async Task RunAsync(string url, CancellationToken cancel)
    {
        using var listener = new HttpListener();
        try
        {
            listener.Prefixes.Add($"{url.TrimEnd('/')}/");
            listener.Start();
        }
        catch (Exception refused) when (refused is HttpListenerException or ArgumentException)
        {
            throw new UsageException($"--listen {url} can't be listened on: {refused.Message}");
        }

        await using var stop = cancel.Register(listener.Stop);
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                _ = TryAnswerAsync(await listener.GetContextAsync());
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task TryAnswerAsync(HttpListenerContext context)
    {
        try
        {
            await AnswerAsync(context);
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException or OperationCanceledException)
        {
            // The caller went away, or took too long.
            context.Response.Abort();
        }
        catch (CannotAnswerException broken)
        {
            await Console.Error.WriteLineAsync(broken.Message);
            context.Response.StatusCode = 500;
            context.Response.Close();
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (status, type, text) = context.Request switch
        {
            { HttpMethod: "POST", Url.AbsolutePath: var path } when path.EndsWith("/add-checkpoint", StringComparison.Ordinal) => await AddAsync(context.Request),
            { HttpMethod: "GET", Url.AbsolutePath: "/" } => (200, "text/plain", $"{key.Verifier}\n"),
            _ => (404, "text/plain", "Checkpoints are taken by POST at /add-checkpoint.\n"),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
        context.Response.Close();
    }

    private async Task<(int Status, string Type, string Text)> AddAsync(HttpListenerRequest request)
    {
        var body = new byte[MaxLength + 1];
        using var patience = new CancellationTokenSource(Patience);
        var length = await request.InputStream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, patience.Token);
        if (length > MaxLength || CheckpointSubmission.TryParse(Encoding.UTF8.GetString(body, 0, length)) is not { } submission)
            return (400, "text/plain", "That is no submission of a checkpoint.\n");

        // Looking at what was cosigned last and keeping what is cosigned now must not be parted.
        lock (_oneAtATime)
            return Decide(submission);
    }

    private (int Status, string Type, string Text) Decide(CheckpointSubmission submission) => _witness.Decide(submission, state.LastOf) switch
    {
        WitnessDecision.Cosigns(var checkpoint) => (200, "text/plain", Cosign(checkpoint)),
        WitnessDecision.Conflict(var last) => (409, "text/x.tlog.size", $"{last.ToString(CultureInfo.InvariantCulture)}\n"),
        WitnessDecision.Malformed(var why) => (400, "text/plain", $"{why}\n"),
        WitnessDecision.NotSigned => (403, "text/plain", "No known key of this log signed it.\n"),
        WitnessDecision.UnknownLog => (404, "text/plain", "This log isn't witnessed here.\n"),
        _ => (422, "text/plain", "It doesn't continue what was cosigned before.\n"),
    };

    private string Cosign(Checkpoint checkpoint)
    {
        state.Keep(checkpoint);
        var second = clock.GetUtcNow().ToUnixTimeSeconds();
        return $"{Cosignature.Of(key.Verifier, second, key.Sign(Cosignature.MessageOf(checkpoint.Body, second)))}\n";
    }
}
