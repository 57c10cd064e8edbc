using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Store.ReadModels.Cells;

/// <summary>Cells that many statements were added to at once: they are answered from their statements until somebody derives them anew.</summary>
/// <remarks>Their row says that nothing is kept, by grades that no sum can be.</remarks>
internal static class StaleCells
{
    private const int ChunkSize = 500;

    private const string Mark = """
        insert into ledger.stance_cell as c (party, issue, sources, grades, kept, plain)
        select party, issue, '{}', -1, false, false from unnest($1::text[], $2::text[]) n(party, issue)
        on conflict (party, issue) do update set grades = -1, kept = false where c.grades >= 0
        """;

    private const string Next = $"""
        select party, issue from ledger.stance_cell where grades < 0 and (party, issue) > ($1, $2) order by party, issue limit $3
        """;

    private static readonly StanceCells Cells = new();

    /// <summary>Marks them, in the transaction that adds to them.</summary>
    public static async Task MarkAsync(NpgsqlConnection connection, IReadOnlyList<CellChange> changes)
    {
        await using var mark = new NpgsqlCommand(Mark, connection) { CommandTimeout = 0 };
        mark.Parameters.Add(new() { Value = changes.Select(change => change.Party).ToArray() });
        mark.Parameters.Add(new() { Value = changes.Select(change => change.Issue).ToArray() });
        await mark.ExecuteNonQueryAsync();
    }

    /// <summary>Derives all there are, some at a time; recording goes on meanwhile.</summary>
    public static async Task DeriveAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        for (var (party, issue) = ("", ""); ;)
        {
            var chunk = await Database.ListAsync(
                connection, Next, row => CellChange.Whole(row.GetString(0), row.GetString(1)), [party, issue, ChunkSize], cancel);
            if (chunk.Count == 0)
                return;

            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await Database.ListAsync(connection, StreamLocks.Sql, _ => 0,
                [chunk.Select(cell => StreamKey.Party(cell.Party)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray()], cancel);
            await Cells.RenewAsync(connection, chunk, cancel);
            await transaction.CommitAsync(cancel);
            (party, issue) = (chunk[^1].Party, chunk[^1].Issue);
        }
    }
}
