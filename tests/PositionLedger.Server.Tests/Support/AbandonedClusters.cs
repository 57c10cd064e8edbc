using PositionLedger.Server.Store.Postgres;

namespace PositionLedger.Server.Tests.Support;

/// <summary>What test runs that were killed have left behind: their PostgreSQL still runs.</summary>
internal static class AbandonedClusters
{
    // A living run holds its folder's lock, but for moments: before it starts, and in tests that start a server again.
    private static readonly TimeSpan Old = TimeSpan.FromMinutes(10);

    public static async Task RemoveAsync()
    {
        var folders = new[] { Path.GetTempPath(), TemporaryFolder.Parent }.Distinct()
            .SelectMany(parent => new DirectoryInfo(parent).GetDirectories(TemporaryFolder.Prefix + "*"));
        foreach (var folder in folders.Where(folder => folder.LastWriteTimeUtc < DateTime.UtcNow - Old))
        {
            try
            {
                // Adopts what runs, and fails where a living run holds the folder.
                if (Directory.Exists(Path.Combine(folder.FullName, "postgres")))
                    await (await PrivatePostgres.StartAsync(new PrivatePostgresOptions(folder.FullName) { Durable = false }, CancellationToken.None)).StopAsync();
                folder.Delete(recursive: true);
            }
            catch (Exception left) when (left is CannotStartException or IOException or UnauthorizedAccessException)
            {
                RunnerConsole.Say($"Left alone: {folder.FullName} ({left.Message})");
            }
        }
    }
}
