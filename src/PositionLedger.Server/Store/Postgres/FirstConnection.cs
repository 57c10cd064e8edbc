using Npgsql;

namespace PositionLedger.Server.Store.Postgres;

/// <summary>The first talk with a database that somebody else starts, maybe at the same time as us.</summary>
internal static class FirstConnection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    /// <summary>The server's version once it answers; waits for one that is starting, not for one that says no.</summary>
    public static async Task<string> WaitAsync(string connectionString, string place, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var saying = SayThatItWaitsAsync(place, over.Token);
        try
        {
            return await AskAsync(connectionString, place, cancel);
        }
        finally
        {
            await over.CancelAsync();
            await saying;
        }
    }

    private static async Task SayThatItWaitsAsync(string place, CancellationToken over)
    {
        await Task.Delay(Silence, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!over.IsCancellationRequested)
            await Console.Error.WriteLineAsync($"Waiting up to {Patience.TotalSeconds:0} s for the database {place} to answer …");
    }

    private static async Task<string> AskAsync(string connectionString, string place, CancellationToken cancel)
    {
        var deadline = DateTimeOffset.UtcNow + Patience;
        while (true)
        {
            try
            {
                return await VersionAsync(connectionString, place, cancel);
            }
            catch (NpgsqlException busy) when (MayPass(busy) && DateTimeOffset.UtcNow < deadline)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300), cancel);
            }
            catch (NpgsqlException refusal)
            {
                throw new CannotStartException(
                    $"The database {place} cannot be used ({refusal.Message}): check ConnectionStrings__ledger, and that PostgreSQL runs there.",
                    refusal);
            }
        }
    }

    /// <summary>True while nobody listens yet, or PostgreSQL says that it is starting up or shutting down.</summary>
    private static bool MayPass(NpgsqlException refusal) =>
        refusal is not PostgresException { SqlState: not (PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown) };

    private static async Task<string> VersionAsync(string connectionString, string place, CancellationToken cancel)
    {
        // Without a pool: nobody needs the owner's connection afterwards.
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(cancel);
        return connection.PostgreSqlVersion.Major >= PostgresBinaries.OldestMajor
            ? connection.PostgreSqlVersion.ToString()
            : throw new CannotStartException(
                $"The database {place} is PostgreSQL {connection.PostgreSqlVersion}: PositionLedger needs {PostgresBinaries.OldestMajor} or later.");
    }
}
