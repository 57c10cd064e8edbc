using System.Globalization;
using System.Net;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Witnessing;
using PositionLedger.Server.Audit.Sealing;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Audit.Witnesses;

/// <summary>Sends the newest checkpoint to the witnesses every few seconds, and keeps what they sign.</summary>
/// <remarks>Only the server that seals does. A witness that can't be reached holds nothing up; it is asked again.</remarks>
public sealed class AskWitnesses(
    IReadOnlyList<WitnessAddress> witnesses, Database database, SealingState state, IHttpClientFactory clients, IConfiguration configuration, ILogger<AskWitnesses> log)
    : BackgroundService
{
    private const string LastOf = "select coalesce(max(tree_size), 0) from ledger.cosignature where witness = $1";

    private const string Keep = "insert into ledger.cosignature (witness, tree_size, line) values ($1, $2, $3) on conflict do nothing returning 1";

    private readonly Dictionary<string, string> _trouble = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (witnesses.Count == 0)
            return;

        var pause = TimeSpan.FromSeconds(configuration.GetValue("LEDGER_WITNESS_SECONDS", 10.0));
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var witness in state.IsLeading ? witnesses : [])
                await TryAsync(witness, stoppingToken);
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryAsync(WitnessAddress witness, CancellationToken cancel)
    {
        try
        {
            await AskAsync(witness, cancel);
            _trouble.Remove(witness.Key.Name);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // Told once, until it works again or something else is wrong.
            if (_trouble.GetValueOrDefault(witness.Key.Name) != error.Message)
                log.LogWarning("The witness {Witness} did not cosign, and is asked again: {Why}", witness.Key.Name, error.Message);
            _trouble[witness.Key.Name] = error.Message;
        }
    }

    private async Task AskAsync(WitnessAddress witness, CancellationToken cancel)
    {
        var last = (await database.ListAsync(LastOf, row => row.GetInt64(0), cancel, witness.Key.Name))[0];
        var (reply, text, size, note) = await SendAsync(witness, last, cancel);
        // It knows better: it signed what we didn't hear of.
        if (reply == HttpStatusCode.Conflict && long.TryParse(text.TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var known) && known != last && known <= size)
            (reply, text, size, note) = await SendAsync(witness, known, cancel);
        if (reply != HttpStatusCode.OK)
            throw new HttpRequestException($"it answered {(int)reply} {text.Trim()}");

        var cosigned = SignedNote.TryParse(note + text);
        if (cosigned?.IsSignedBy(witness.Key, Ed25519.Check) != true)
            throw new HttpRequestException("what it answered is not signed by its key");
        var line = cosigned.Signatures.Last(signature => signature.Names(witness.Key)).ToString();
        await database.ListAsync(Keep, row => row.GetInt32(0), cancel, witness.Key.Name, size, line);
    }

    private async Task<(HttpStatusCode Status, string Text, long Size, string Note)> SendAsync(WitnessAddress witness, long old, CancellationToken cancel)
    {
        var (submission, size) = await database.InOneStateAsync(async snapshot =>
        {
            var (treeSize, note) = (await NewestCheckpoint.ReadAsync(snapshot))!.Value;
            return (new CheckpointSubmission(old, await LedgerTree.ReadAsync(snapshot, ProofPlan.Consistency(old, treeSize)), note), treeSize);
        }, cancel);
        using var client = clients.CreateClient(nameof(AskWitnesses));
        using var body = new StringContent(submission.ToText());
        using var reply = await client.PostAsync(witness.Submissions, body, cancel);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(cancel), size, submission.Note);
    }
}
