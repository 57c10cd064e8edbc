namespace PositionLedger.Server.Store.Postgres;

/// <summary>Starts a postmaster again that ended without being told to, as when the system runs out of memory.</summary>
internal sealed class ClusterWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly Cluster _cluster;
    private readonly Task _watching;

    public ClusterWatch(Cluster cluster)
    {
        _cluster = cluster;
        _watching = WatchAsync(_end.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
    }

    // Whatever goes wrong once, as on a full disk, may go well a second later.
    private async Task WatchAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, end);
                await StartAgainAsync(end);
            }
            catch (Exception) when (end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                SayOnce($"PostgreSQL could not be started again and is tried once more each second: {failure.Message}");
            }
        }
    }

    private async Task StartAgainAsync(CancellationToken end)
    {
        if (_cluster.IsRunning)
            return;

        SayOnce("PostgreSQL has ended without being told to: starting it again.");
        await _cluster.StartAsync(end);
        _said.Clear();
    }

    // Once for each time that it is down, not each second.
    private void SayOnce(string sentence)
    {
        if (!_said.Add(sentence))
            return;

        try
        {
            Console.Error.WriteLine(sentence);
        }
        catch (IOException)
        {
            // The disk that is full may be the one that stderr goes to.
        }
    }
}
