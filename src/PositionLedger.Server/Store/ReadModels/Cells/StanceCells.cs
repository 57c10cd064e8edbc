using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Store.ReadModels.Cells;

/// <summary>What the rule says by all that is known now, kept as periods for each party on each issue.</summary>
/// <remarks>
/// For <c>authority-first/1</c> and without any bloc: whatever else is asked for is derived when it is asked for. Whoever derives a
/// cell anew holds the lock of its party's stream, and reads its statements and their grades in the same transaction.
/// </remarks>
/// <param name="schema">Where the tables are: those that answer questions, or the shadow ones of a replay.</param>
internal sealed class StanceCells(string schema = MartenStore.Schema)
{
    private const int PageSize = 500;

    /// <summary>Derives cells anew from the day on that a change touched.</summary>
    public async Task RenewAsync(NpgsqlConnection connection, IReadOnlyList<CellChange> changes, CancellationToken cancel)
    {
        if (changes.Count == 0)
            return;

        var touched = await TouchedCell.ReadAsync(connection, schema, changes, cancel);
        await new CellRows([.. touched.Select(DerivedCell.Of)], schema).WriteAsync(connection, cancel);
    }

    /// <summary>Derives some cells anew in a transaction of their own, under the locks of their parties' streams.</summary>
    public async Task RenewAloneAsync(NpgsqlConnection connection, IReadOnlyList<CellChange> cells, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        string[] streams = [.. cells.Select(cell => StreamKey.Party(cell.Party)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        // However long the writer has them.
        await using (var locks = new NpgsqlCommand(StreamLocks.Sql, connection) { CommandTimeout = 0, Parameters = { new() { Value = streams } } })
            await locks.ExecuteNonQueryAsync(cancel);
        await RenewAsync(connection, cells, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Derives every cell, where no rows are left.</summary>
    public async Task RebuildAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var derived = Task.FromResult<DerivedCell[]>([]);
        for (var (party, issue) = ("", ""); ;)
        {
            var page = await PageAsync(connection, party, issue, cancel);
            var touched = page.Count == 0 ? [] : await TouchedCell.ReadAsync(connection, schema, page, cancel);
            // While the database reads the next cells, those read before are derived.
            await new CellRows(await derived, schema).WriteAsync(connection, cancel);
            if (page.Count == 0)
                return;

            derived = Task.Run(() => touched.Select(DerivedCell.Of).ToArray(), cancel);
            (party, issue) = (page[^1].Party, page[^1].Issue);
        }
    }

    private async Task<List<CellChange>> PageAsync(NpgsqlConnection connection, string party, string issue, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"""
            select distinct party, issue from {schema}.statement_version where (party, issue) > ($1, $2) order by party, issue limit {PageSize}
            """, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = party });
        command.Parameters.Add(new() { Value = issue });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var page = new List<CellChange>();
        while (await reader.ReadAsync(cancel))
            page.Add(CellChange.Whole(reader.GetString(0), reader.GetString(1)));
        return page;
    }
}
