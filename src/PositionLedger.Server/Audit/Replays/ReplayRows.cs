using System.Text.Json;
using NodaTime;
using Npgsql;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Audit.Replays;

/// <summary>The replays that were asked for, as their table keeps them; each change is committed at once, for whoever looks.</summary>
public sealed class ReplayRows(Database database)
{
    private const string Columns =
        "id, state, step, coalesce(asked_size, ledger_size), events, derived, started_at, finished_at, why, tables, differences";

    // The unique index refuses a second one that runs.
    private const string Ask = $"""
        with asked as (
          insert into ledger.replay (id, asked_by, asked_size) values ($1, $2, $3) on conflict do nothing returning *)
        select {Columns} from asked union all select {Columns} from ledger.replay where state = 'running'
        """;

    private const string List = $"""
        select id, state, step, coalesce(asked_size, ledger_size), events, derived, started_at, finished_at, why, tables, null::json
        from ledger.replay where $1::uuid is null or id < $1 order by id desc limit $2
        """;

    private const string Begin = """
        update ledger.replay set attempts = attempts + 1, step = null, events = 0, derived = 0, tables = '[]', differences = '[]'
        where id = $1 and state = 'running' returning attempts
        """;

    private const string Tell = """
        update ledger.replay set step = $2, ledger_size = $3, events = $4, derived = $5, tables = $6::jsonb, differences = $7::json
        where id = $1 and state = 'running'
        """;

    private const string End = """
        update ledger.replay set step = null, state = $2, why = $3, finished_at = clock_timestamp() where id = $1 and state = 'running'
        """;

    /// <summary>Puts down that a replay was asked for.</summary>
    /// <returns>This one; or the one that is running.</returns>
    public async Task<ReplayReport> AskAsync(Guid id, string askedBy, long? size, CancellationToken cancel)
    {
        // Where neither is there, the one that ran ended in between.
        List<ReplayReport> found;
        do
            found = await database.ListAsync(Ask, Read, cancel, id, askedBy, size);
        while (found.Count == 0);
        return found[0];
    }

    public Task<ReplayReport?> FindAsync(Guid id, CancellationToken cancel) =>
        database.FirstAsync($"select {Columns} from ledger.replay where id = $1", Read, cancel, id);

    /// <summary>The newest first, without their differences.</summary>
    public Task<List<ReplayReport>> ListAsync(Guid? after, int limit, CancellationToken cancel) => database.ListAsync(List, Read, cancel, after, limit);

    /// <summary>The one that runs, or is to; null where there is none.</summary>
    internal Task<AskedReplay?> UnfinishedAsync(CancellationToken cancel) => database.FirstAsync(
        "select id, asked_size from ledger.replay where state = 'running'",
        row => new AskedReplay(row.GetGuid(0), row.IsDBNull(1) ? null : row.GetInt64(1)), cancel);

    /// <summary>Puts down that it begins, from the start.</summary>
    /// <returns>How often it began, this time included; null where it has ended.</returns>
    internal async Task<int?> BeginAsync(Guid id, CancellationToken cancel) =>
        await database.ListAsync(Begin, row => row.GetInt32(0), cancel, id) is [var attempts] ? attempts : null;

    /// <summary>Puts down how far it is.</summary>
    internal Task TellAsync(Guid id, ReplayProgress progress, CancellationToken cancel) => database.ListAsync(Tell, _ => 0, cancel, id,
        Words.Of(progress.Step), progress.LedgerSize, progress.Events, progress.Derived,
        JsonSerializer.Serialize(progress.Tables, WireJson.Answers), JsonSerializer.Serialize(progress.Differences, WireJson.Answers));

    internal Task CompleteAsync(Guid id, CancellationToken cancel) => database.ListAsync(End, _ => 0, cancel, id, Words.Of(ReplayState.Completed), null);

    internal Task FailAsync(Guid id, string why, CancellationToken cancel) =>
        database.ListAsync(End, _ => 0, cancel, id, Words.Of(ReplayState.Failed), why);

    private static ReplayReport Read(NpgsqlDataReader row)
    {
        var state = Enum.Parse<ReplayState>(row.GetString(1), ignoreCase: true);
        var tables = JsonSerializer.Deserialize<ComparedTable[]>(row.GetString(9), WireJson.Answers)!;
        return new(
            row.GetGuid(0), state, row.IsDBNull(2) ? null : Enum.Parse<ReplayStep>(row.GetString(2), ignoreCase: true),
            row.IsDBNull(3) ? null : row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), Time(6)!.Value, Time(7),
            state != ReplayState.Completed ? null : Array.Exists(tables, table => table.Differing > 0) ? ReplayResult.Different : ReplayResult.Equal,
            row.IsDBNull(8) ? null : row.GetString(8), tables,
            row.IsDBNull(10) ? null : JsonSerializer.Deserialize<RowDifference[]>(row.GetString(10), WireJson.Answers)!);

        Instant? Time(int column) => row.IsDBNull(column) ? null : Instant.FromDateTimeUtc(row.GetDateTime(column));
    }
}

/// <summary>A replay that hasn't ended.</summary>
/// <param name="Size">Of how many sealed events; null for all that are recorded.</param>
internal sealed record AskedReplay(Guid Id, long? Size);

/// <summary>How far a replay is, and what it found so far.</summary>
internal sealed record ReplayProgress(ReplayStep Step, long LedgerSize, long Events)
{
    public long Derived { get; init; }

    public IReadOnlyList<ComparedTable> Tables { get; init; } = [];

    public IReadOnlyList<RowDifference> Differences { get; init; } = [];
}
