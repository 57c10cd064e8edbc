using PositionLedger.Cli;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary><c>ledger witness</c>, running in this process on a port of its own.</summary>
internal sealed class RunningWitness : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly HttpClient _http = new();
    private readonly StringWriter _output = new();
    private readonly string _url = $"http://127.0.0.1:{ServerProcess.FreePort()}";
    private readonly Task<int> _run;

    private RunningWitness(TemporaryFolder folder, string log)
    {
        var around = new Surroundings(_output, TextWriter.Null, false, false, new SocketsHttpHandler(), _ => null);
        string[] args = ["witness", "--name", "witness.example.org", "--log", log, "--listen", _url, "--state", Path.Combine(folder.Path, "witness")];
        _run = Task.Run(() => LedgerCommand.RunAsync(args, around, _over.Token));
    }

    /// <summary>What it tells whoever runs it to set at the ledger.</summary>
    public string Setting => _output.ToString().Split('"')[1];

    public VerifierKey Key => VerifierKey.TryParse(Setting.Split(' ')[0])!;

    public static async Task<RunningWitness> StartAsync(TemporaryFolder folder, string log)
    {
        var witness = new RunningWitness(folder, log);
        while (true)
        {
            Assert.False(witness._run.IsCompleted, "The witness ended.");
            try
            {
                await witness._http.GetStringAsync(new Uri(witness._url), TestContext.Current.CancellationToken);
                return witness;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }

    public async Task<(int Status, string? Type, string Text)> SendAsync(string body)
    {
        using var content = new StringContent(body);
        using var reply = await _http.PostAsync(new Uri($"{_url}/add-checkpoint"), content, TestContext.Current.CancellationToken);
        return ((int)reply.StatusCode, reply.Content.Headers.ContentType?.MediaType, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _run;
        _over.Dispose();
        _http.Dispose();
        await _output.DisposeAsync();
    }
}
