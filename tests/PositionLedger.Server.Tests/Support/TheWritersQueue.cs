using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PositionLedger.Domain.Parties;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Tests.Support;

/// <summary>Holds the writer up, so that what waits together is written together, and looks at what came of it.</summary>
internal static class TheWritersQueue
{
    public static readonly Recorder Tester = new("system:tester", null, null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Holds up a first command in the database, so that all that is sent meanwhile waits in the queue together.</summary>
    public static async Task<T> WhileTheWriterWaitsAsync<T>(LedgerApp app, Func<Task<T>> send)
    {
        await using var held = await HoldAsync(app, "first");
        var first = app.Host.Services.GetRequiredService<LedgerWriter>().WriteAsync(OpenParty("first"), Tester, Cancel);
        await UntilItWaitsAsync(app, "first");
        var sent = await send();
        await held.DisposeAsync();

        Assert.IsType<WriteOutcome.Recorded>(await first);
        return sent;
    }

    /// <summary>Holds a party's lock, as another server would, until it is disposed.</summary>
    public static async Task<NpgsqlConnection> HoldAsync(LedgerApp app, string party)
    {
        // Without a pool, so that the lock goes with the session.
        var connection = new NpgsqlConnection(app.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var hold = new NpgsqlCommand($"select pg_advisory_lock(hashtextextended('party/{party}', 0))", connection);
        await hold.ExecuteNonQueryAsync(Cancel);
        return connection;
    }

    public static OpenParty OpenParty(string id) => new(new(id, "A party", PartyKind.State, []));

    public static async Task UntilItWaitsAsync(LedgerApp app, string party)
    {
        var waits = $"""
            select exists (select from pg_locks where not granted and locktype = 'advisory'
              and (classid::bigint << 32 | objid::bigint) = hashtextextended('party/{party}', 0)), true
            """;
        while (await RowAsync<bool, bool>(app, waits) == (false, true))
            await Task.Yield();
    }

    public static async Task<(T1, T2)> RowAsync<T1, T2>(LedgerApp app, string sql)
    {
        await using var command = app.Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        await reader.ReadAsync(Cancel);
        return (reader.GetFieldValue<T1>(0), reader.GetFieldValue<T2>(1));
    }
}
