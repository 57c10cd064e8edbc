using System.Text.Json.Nodes;
using Npgsql;

namespace PositionLedger.Benchmarks;

/// <summary>Questions that two ledgers of votes answer alike, though one holds many more votes than the other.</summary>
internal static class VoteQuestions
{
    private const int Side = 20;
    private const int Checked = 20;

    // Of the cells that are the same in both; a history of one vote would say little.
    private const int Histories = 100;

    private const string Counts = "select party, issue, count(*) from ledger.statement_version where revision = 1 group by party, issue";

    /// <exception cref="InvalidOperationException">They answer differently.</exception>
    public static async Task<(string Name, IReadOnlyList<string> Paths)[]> OfAsync(GrownLedger small, GrownLedger large, CancellationToken cancel)
    {
        // The small one may hold a part of its last day only; of the days before, both know the same.
        var day = (await ListAsync(small, "select max(latest) - 1 from ledger.statement_version", row => row.GetFieldValue<DateOnly>(0), cancel))[0];
        var few = await ListAsync(small, Counts, row => (Party: row.GetString(0), Issue: row.GetString(1), Votes: row.GetInt64(2)), cancel);
        var many = (await ListAsync(large, Counts, row => (row.GetString(0), row.GetString(1), row.GetInt64(2)), cancel)).ToHashSet();
        var parties = await ListAsync(small, Often("party"), row => row.GetString(0), cancel, Side);
        var issues = await ListAsync(small, Often("issue"), row => row.GetString(0), cancel, Side);

        (string, IReadOnlyList<string>)[] questions =
        [
            (nameof(StanceOnDate), [.. few.Select(cell => $"/api/v1/parties/{cell.Party}/stances/{cell.Issue}?on={day:yyyy-MM-dd}")]),
            ($"{nameof(Matrix)} {parties.Count} × {issues.Count}", [$"/api/v1/matrix?parties={string.Join(',', parties)}&issues={string.Join(',', issues)}&on={day:yyyy-MM-dd}"]),
            (nameof(History), [.. few.Where(many.Contains).OrderByDescending(cell => cell.Votes).Take(Histories)
                .Select(cell => $"/api/v1/parties/{cell.Party}/stances/{cell.Issue}/history")]),
        ];
        foreach (var (name, paths) in questions)
            await CheckAsync(name, paths, small, large, cancel);
        return questions;
    }

    private static string Often(string column) =>
        $"select {column} from ledger.statement_version group by {column} order by count(*) desc, {column} limit $1";

    private static async Task CheckAsync(string name, IReadOnlyList<string> paths, GrownLedger small, GrownLedger large, CancellationToken cancel)
    {
        if (paths.Count == 0)
            throw new InvalidOperationException($"{name}: there is nothing that both ledgers know the same of.");
        foreach (var path in paths.Take(Checked))
        {
            if (await StancesAsync(small, path, cancel) != await StancesAsync(large, path, cancel))
                throw new InvalidOperationException($"{path} is answered differently by the larger ledger.");
        }
    }

    // The ids of statements are others in each ledger.
    private static async Task<string> StancesAsync(GrownLedger ledger, string path, CancellationToken cancel)
    {
        var answer = JsonNode.Parse(await ledger.Http.GetStringAsync(path, cancel))!;
        var parts = (answer["cells"] ?? answer["periods"])?.AsArray() ?? [answer.DeepClone()];
        return string.Join(' ', parts.Select(part => $"{part!["stance"]} {part["since"]} {part["confidence"]}"));
    }

    private static async Task<List<T>> ListAsync<T>(
        GrownLedger ledger, string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancel, params object[] values)
    {
#pragma warning disable CA2100 // the benchmark's own SQL
        await using var command = new NpgsqlCommand(sql, ledger.Connection);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
            rows.Add(row(reader));
        return rows;
    }
}
