namespace PositionLedger.Server.Store.Postgres;

/// <summary>Starts a postmaster again that ended without being told to, as when the system runs out of memory.</summary>
internal sealed class ClusterWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;

    public ClusterWatch(Cluster cluster) => _watching = WatchAsync(cluster, _end.Token);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
    }

    private static async Task WatchAsync(Cluster cluster, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, end);
                await StartAgainAsync(cluster, end);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (DatabaseUnavailableException refusal)
            {
                await Console.Error.WriteLineAsync(refusal.Message);
            }
        }
    }

    private static async Task StartAgainAsync(Cluster cluster, CancellationToken end)
    {
        if (cluster.IsRunning)
            return;

        await Console.Error.WriteLineAsync("PostgreSQL has ended without being told to: starting it again.");
        await cluster.StartAsync(end);
    }
}
