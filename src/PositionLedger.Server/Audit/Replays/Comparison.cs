using System.Text.Json;
using Npgsql;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.ReadModels.Cells;

namespace PositionLedger.Server.Audit.Replays;

/// <summary>Compares a read model with its shadow, row by row and bit by bit.</summary>
/// <param name="someWait">Whether any source was graded just now, so that rows may be out of date.</param>
/// <param name="below">The size of the ledger that the shadow was derived from; null for all that is recorded.</param>
internal sealed class Comparison(NpgsqlConnection connection, ReadModelTable table, bool someWait, long? below)
{
    // Such rows are told by a sum, and no answer rests on them (StanceCells); what is not in the queue of grades has no excuse.
    private const string IsWaiting = $"""
        exists (select from ledger.stance_cell c where c.party = r.party and c.issue = r.issue
          and c.sources && array(select source from ledger.regrade) and c.grades <> {TouchedCell.Grades})
        """;

    public async Task<(ComparedTable Table, IEnumerable<RowDifference> Differences)> RunAsync(int most, CancellationToken cancel)
    {
        if (below is not null && table.OpenedBy is null)
            return (new(table.Name, false, 0, 0, 0), []);

        var (rows, differing) = (await ReadAsync($"select count(*), count(*) filter (where {Differs}) from {Pairs}", Counts, cancel))[0];
        var leftOut = MayWait ? (await ReadAsync($"select count(*), 0::bigint from {Stored} r where {IsWaiting}", Counts, cancel))[0].Item1 : 0;
        var differences = differing == 0 || most == 0 ? [] : await ReadAsync($"""
            select json_build_object({string.Join(", ", table.Key.Select(key => $"'{key}', coalesce(s.{key}, d.{key})"))})::text, to_jsonb(s)::text, to_jsonb(d)::text
            from {Pairs} where {Differs} order by {string.Join(", ", table.Key.Select(key => $"coalesce(s.{key}, d.{key})"))} limit {most}
            """, Differences, cancel);
        return (new(table.Name, true, rows, differing, leftOut), differences.SelectMany(row => row).Take(most));
    }

    private bool MayWait => someWait && table.IsOfCells;

    private string Stored => $"{MartenStore.Schema}.{table.Name}";

    // The image of a row: a number written otherwise is another one too.
    private string Differs => $"(s.{table.Key[0]} is null or d.{table.Key[0]} is null or s *<> d)";

    private string Pairs => $"""
        (select {string.Join(", ", table.Columns.Select(StoredColumn))} from {Stored} r where {IsCompared}) s
          full join (select {string.Join(", ", table.Columns)} from {ReadModels.ShadowSchema}.{table.Name} r where {IsUpToDate}) d
            on {string.Join(" and ", table.Key.Select(key => $"s.{key} = d.{key}"))}
        """;

    private string IsCompared => below is null ? IsUpToDate : IsBelow(table.OpenedBy!);

    private string IsUpToDate => MayWait ? $"not {IsWaiting}" : "true";

    // At an earlier size, a row that was closed later wasn't closed yet.
    private string StoredColumn(string column) =>
        below is not null && column == "closed_by" ? $"case when {IsBelow("r.closed_by")} then r.closed_by end as closed_by" : column;

    // What no event says at all belongs to any size: it must not hide behind this.
    private static string IsBelow(string @event) => $"""
        coalesce((select l.leaf_index from ledger.leaf l where l.event_id = {@event}) < $1,
          not exists (select from ledger.mt_events x where x.id = {@event}))
        """;

    private static (long, long) Counts(NpgsqlDataReader row) => (row.GetInt64(0), row.GetInt64(1));

    private RowDifference[] Differences(NpgsqlDataReader row)
    {
        var key = JsonSerializer.Deserialize<JsonElement>(row.GetString(0));
        var (stored, derived) = (row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2));
        if (stored is null || derived is null)
            return [new(table.Name, key, null, stored, derived)];

        var (left, right) = (JsonSerializer.Deserialize<JsonElement>(stored), JsonSerializer.Deserialize<JsonElement>(derived));
        return [.. table.Columns.Select(column => new RowDifference(table.Name, key, column, Text(left, column), Text(right, column)))
            .Where(difference => difference.Stored != difference.Derived)];
    }

    private static string? Text(JsonElement row, string column) =>
        row.GetProperty(column) is { ValueKind: not JsonValueKind.Null } value
        ? (value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText())
        : null;

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        if (below is { } size)
            command.Parameters.Add(new() { Value = size });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
            rows.Add(row(reader));
        return rows;
    }
}
