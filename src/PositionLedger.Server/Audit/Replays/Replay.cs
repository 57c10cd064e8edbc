using Marten;
using Npgsql;
using PositionLedger.Server.Store.ReadModels;

namespace PositionLedger.Server.Audit.Replays;

/// <summary>One replay, in a transaction that sees one state of the ledger: derives the shadow tables, and compares with the live ones.</summary>
internal sealed class Replay(IDocumentStore store, NpgsqlTransaction transaction, Func<ReplayProgress, Task> tell, CancellationToken cancel)
{
    // As much as lets a join of large tables stay in memory for the most part. It may take hours, and so may each of its statements.
    private const string Settings = """
        set local work_mem = '64MB'; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
        select ledger_shadow.clear()
        """;

    private const string Sizes = """
        select coalesce((select tree_size from ledger.checkpoint order by sealed_at desc limit 1), 0), (select count(*) from ledger.mt_events),
          exists (select from ledger.regrade) or exists (select from ledger.stance_cell where grades < 0),
          (select coalesce(sum(lost), 0)::bigint from ledger.recovery)
        """;

    private readonly NpgsqlConnection _connection = transaction.Connection!;

    /// <param name="size">Of how many sealed events; null for all that are recorded.</param>
    public async Task RunAsync(long? size)
    {
        await ExecuteAsync(Settings);
        var (newest, recorded, someWait, lost) = await SizesAsync();
        // Where that is all there is, nothing has to be left out, and what holds now can be compared too.
        var below = size is null || (size == newest && recorded + lost <= size) ? null : size;
        var progress = new ReplayProgress(ReplayStep.Events, size ?? newest, below is { } limit ? Math.Min(limit, recorded) : recorded);
        await tell(progress);

        var derivation = new Derivation(store, ReadModels.ShadowSchema);
        var derived = await derivation.FoldAsync(transaction, below, read => tell(progress = progress with { Derived = read }), cancel);
        progress = progress with { Step = ReplayStep.Stances, Events = derived };
        await tell(progress);
        if (below is null)
            await derivation.DeriveStancesAsync(_connection, cancel);

        progress = progress with { Step = ReplayStep.Comparison };
        await tell(progress);
        foreach (var table in await ReadModelTable.AllAsync(_connection, cancel))
        {
            var (compared, differences) = await new Comparison(_connection, table, someWait, below).RunAsync(
                ReplayReport.MaxDifferences - progress.Differences.Count, cancel);
            progress = progress with { Tables = [.. progress.Tables, compared], Differences = [.. progress.Differences, .. differences] };
            await tell(progress);
        }
    }

    private async Task<(long Newest, long Recorded, bool SomeWait, long Lost)> SizesAsync()
    {
        await using var command = new NpgsqlCommand(Sizes, _connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetBoolean(2), reader.GetInt64(3));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
