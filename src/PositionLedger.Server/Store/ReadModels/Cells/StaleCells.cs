using Npgsql;

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

    private const string Parties = "select distinct party from ledger.stance_cell where grades < 0 order by party";

    private const string Next = "select issue from ledger.stance_cell where grades < 0 and party = $1 and issue > $2 order by issue limit $3";

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
    public static async Task DeriveAsync(NpgsqlDataSource writes, CancellationToken cancel)
    {
        await using var connection = await writes.OpenConnectionAsync(cancel);
        var parties = await Database.ListAsync(connection, Parties, row => row.GetString(0), [], cancel);
        // While one waits for the database another one computes.
        await Parallel.ForEachAsync(parties, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancel },
            async (party, stop) => await DeriveAsync(writes, party, stop));
    }

    private static async Task DeriveAsync(NpgsqlDataSource writes, string party, CancellationToken cancel)
    {
        await using var connection = await writes.OpenConnectionAsync(cancel);
        for (var issue = ""; ;)
        {
            var chunk = await Database.ListAsync(connection, Next, row => CellChange.Whole(party, row.GetString(0)), [party, issue, ChunkSize], cancel);
            if (chunk.Count == 0)
                return;

            await Cells.RenewAloneAsync(connection, chunk, cancel);
            issue = chunk[^1].Issue;
        }
    }
}
