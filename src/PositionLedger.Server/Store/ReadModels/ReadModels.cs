using Marten;
using Npgsql;

namespace PositionLedger.Server.Store.ReadModels;

/// <summary>The tables that answer questions, as a whole: they can be thrown away and made again from the events, by the one who owns
/// them.</summary>
public sealed class ReadModels([FromKeyedServices(Migrations.Source)] NpgsqlDataSource owner, IDocumentStore store)
{
    /// <summary>Raised with every change of what the projections write: a ledger made by another version is made again at the start.</summary>
    public const int Version = 3;

    /// <summary>Where the same tables are once more, for a replay to fill; what it writes there it never commits.</summary>
    public const string ShadowSchema = "ledger_shadow";

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

        var derivation = new Derivation(store, MartenStore.Schema);
        var read = await derivation.FoldAsync(transaction, null, _ => Task.CompletedTask, cancel);
        await derivation.DeriveStancesAsync(connection, cancel);
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
