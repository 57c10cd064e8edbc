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
    private const int PageSize = 5_000;

    // Every event that isn't sealed, or not among the first so many, is left out.
    private const string IsBelow = "exists (select from ledger.leaf l where l.event_id = d.id and l.leaf_index < ?)";

    // Each of many small statements would be compiled, for a second or two, since their cost is estimated far too high.
    private const string NoCompiler = "set local jit = off";

    private readonly IProjection[] _projections = [new ReferenceDataProjection(schema), new StatementVersionsProjection(schema)];

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
            await using var session = store.LightweightSession(Marten.Services.SessionOptions.ForTransaction(transaction));
            var events = session.Events.QueryAllRawEvents().Where(e => e.Sequence > last);
            if (size is { } limit)
                events = events.Where(e => e.MatchesSql(IsBelow, limit));
            var page = await events.OrderBy(e => e.Sequence).Take(PageSize).ToListAsync(cancel);
            if (page.Count == 0)
                return read;

            foreach (var projection in _projections)
                await projection.ApplyAsync(session, page, cancel);
            await session.SaveChangesAsync(cancel);
            (read, last) = (read + page.Count, page[^1].Sequence);
            await tell(read);
        }
    }

    /// <summary>Derives what is kept of stances, from the statements and grades that were folded before.</summary>
    public Task DeriveStancesAsync(NpgsqlConnection connection, CancellationToken cancel) => new StanceCells(schema).RebuildAsync(connection, cancel);
}
