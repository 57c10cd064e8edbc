using Marten;
using Marten.Events.Projections;
using Marten.Linq.MatchesSql;
using Npgsql;
using PositionLedger.Server.Store.ReadModels.Cells;

namespace PositionLedger.Server.Store.ReadModels;

/// <summary>Derives the read models from the stored events, in one transaction, where no rows are left.</summary>
/// <param name="schema">Where the tables are: those that answer questions, or the shadow ones of a replay.</param>
internal sealed class Derivation(IDocumentStore store, string schema)
{
    private const int PageSize = 10_000;

    // Every event that isn't sealed, or not among the first so many, is left out.
    private const string IsBelow = "exists (select from ledger.leaf l where l.event_id = d.id and l.leaf_index < ?)";

    // Each of many small statements would be compiled, for a second or two, since their cost is estimated far too high.
    private const string NoCompiler = "set local jit = off";

    private readonly StatementVersionsProjection _statements = new(schema);
    private readonly ReferenceDataProjection _references = new(schema);

    /// <summary>Folds events some thousands at a time, in the order of their numbers.</summary>
    /// <remarks>
    /// Within a stream that is the order of versions. Between streams any order comes to the same: no row is written by events of two
    /// streams but that of a negotiation, which is there after either of them.
    /// </remarks>
    /// <param name="size">How many events of the sealed ledger, from the first; null for all that are recorded.</param>
    /// <param name="tell">Is told after each page how many were read so far.</param>
    /// <returns>How many were read.</returns>
    public async Task<long> FoldAsync(NpgsqlTransaction transaction, long? size, Func<long, Task> tell, CancellationToken cancel)
    {
        await using (var settings = new NpgsqlCommand(NoCompiler, transaction.Connection))
            await settings.ExecuteNonQueryAsync(cancel);
        for (var (read, last) = (0L, 0L); ;)
        {
            var (count, end) = await PageAsync(transaction, last, size, cancel);
            if (count == 0)
                return read;

            await FoldAsync(transaction, last, end, size, cancel);
            (read, last) = (read + count, end);
            await tell(read);
        }
    }

    // By far the most events record a statement of one day, which SQL alone puts in its row; the others are folded here.
    private async Task FoldAsync(NpgsqlTransaction transaction, long last, long end, long? size, CancellationToken cancel)
    {
        var insert = _statements.InsertPlain($"d.seq_id > $1 and d.seq_id <= $2 and {(size is null ? "$3 = $3" : IsBelow.Replace("?", "$3", StringComparison.Ordinal))}");
        await Database.ListAsync(transaction.Connection!, insert, _ => 0, [last, end, size ?? 0], cancel);

        await using var session = store.LightweightSession(Marten.Services.SessionOptions.ForTransaction(transaction));
        var others = session.Events.QueryAllRawEvents().Where(e => e.Sequence > last && e.Sequence <= end && e.MatchesSql($"not {StatementVersionsProjection.IsPlain}"));
        if (size is { } limit)
            others = others.Where(e => e.MatchesSql(IsBelow, limit));
        var events = await others.OrderBy(e => e.Sequence).ToListAsync(cancel);
        foreach (var projection in (IProjection[])[_references, _statements])
            await projection.ApplyAsync(session, events, cancel);
        await session.SaveChangesAsync(cancel);
    }

    // How many events come next, and the number of the last of them.
    private static async Task<(long Count, long End)> PageAsync(NpgsqlTransaction transaction, long last, long? size, CancellationToken cancel) =>
        (await Database.ListAsync(transaction.Connection!, $"""
            select count(*), coalesce(max(p.seq_id), 0) from (
              select d.seq_id from ledger.mt_events d
              where d.seq_id > $1 and {(size is null ? "$2 = $2" : IsBelow.Replace("?", "$2", StringComparison.Ordinal))} order by d.seq_id limit {PageSize}) p
            """, row => (row.GetInt64(0), row.GetInt64(1)), [last, size ?? 0], cancel))[0];

    /// <summary>Derives what is kept of stances, from the statements and grades that were folded before.</summary>
    public Task DeriveStancesAsync(NpgsqlConnection connection, CancellationToken cancel) => new StanceCells(schema).RebuildAsync(connection, cancel);
}
