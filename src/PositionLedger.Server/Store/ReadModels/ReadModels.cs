using Marten;
using Marten.Events.Projections;
using Npgsql;
using PositionLedger.Server.Store.ReadModels.Cells;

namespace PositionLedger.Server.Store.ReadModels;

/// <summary>The tables that answer questions, as a whole: they can be thrown away and made again from the events, by the one who owns
/// them.</summary>
public sealed class ReadModels([FromKeyedServices(Migrations.Source)] NpgsqlDataSource owner, IDocumentStore store)
{
    /// <summary>Raised with every change of what the projections write: a ledger made by another version is made again at the start.</summary>
    public const int Version = 3;

    private const int PageSize = 5_000;

    public static IReadOnlyList<string> Tables { get; } =
    [
        "ledger.party", "ledger.membership", "ledger.succession", "ledger.negotiation", "ledger.negotiation_round", "ledger.issue",
        "ledger.source", "ledger.source_grade", "ledger.statement_version", "ledger.stance_cell", "ledger.stance_period", "ledger.stance_voice",
    ];

    /// <summary>Makes every read model again in one transaction; recording waits meanwhile, questions get the old rows until the end.</summary>
    /// <returns>How many events were read.</returns>
    public async Task<long> RebuildAsync(CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var clear = new NpgsqlCommand("lock table ledger.mt_events in share mode;" + string.Concat(Tables.Select(t => $"delete from {t};")), connection))
        {
            clear.CommandTimeout = 0; // The writer may hold the lock, and the tables may be large.
            await clear.ExecuteNonQueryAsync(cancel);
        }

        IProjection[] projections = [new ReferenceDataProjection(), new StatementVersionsProjection()];
        var (read, last) = (0L, 0L);
        while (true)
        {
            await using var session = store.LightweightSession(Marten.Services.SessionOptions.ForTransaction(transaction));
            var page = await session.Events.QueryAllRawEvents().Where(e => e.Sequence > last)
                .OrderBy(e => e.Sequence).Take(PageSize).ToListAsync(cancel);
            if (page.Count == 0)
                break;

            foreach (var projection in projections)
                await projection.ApplyAsync(session, page, cancel);
            await session.SaveChangesAsync(cancel);
            (read, last) = (read + page.Count, page[^1].Sequence);
        }

        await StanceCells.RebuildAsync(connection, cancel);
        await using (var note = new NpgsqlCommand("""
            insert into ledger.read_models (version) values ($1) on conflict (single) do update set version = excluded.version
            """, connection))
        {
            note.Parameters.Add(new() { Value = Version });
            await note.ExecuteNonQueryAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
        return read;
    }
}
