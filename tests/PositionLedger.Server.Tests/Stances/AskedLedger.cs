using System.Text.Json.Nodes;
using NodaTime;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

/// <summary>A ledger whose questions are compared with each other, for some parties on one issue.</summary>
internal sealed class AskedLedger(Api api, string[] parties, string when)
{
    public async Task<IReadOnlyDictionary<string, JsonNode>> HistoriesAsync(string policy)
    {
        var histories = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var party in parties)
            histories[party] = await AskAsync($"parties/{party}/stances/issue/history?policy={policy}");
        return histories;
    }

    /// <summary>A matrix with the single answers, field by field, and with what the rule explains.</summary>
    public async Task CompareMatrixAsync(LocalDate on, string policy)
    {
        var query = $"?on={on:uuuu-MM-dd}&policy={policy}";
        var cells = (await AskAsync($"matrix{query}&issues=issue&parties={string.Join(',', parties)}"))["cells"]!.AsArray();
        foreach (var (party, cell) in parties.Zip(cells))
        {
            var single = (await AskAsync($"parties/{party}/stances/issue{query}")).AsObject();
            foreach (var field in (string[])["on", "policy", "ledger", "permalink"])
                single.Remove(field);
            Same(single.ToJsonString(), cell!.ToJsonString(), $"{party}{query}");

            var why = await AskAsync($"parties/{party}/stances/issue/explanation{query}");
            foreach (var field in (string[])["stance", "governedBy", "certainty", "possible"])
                Same($"{why[field]?.ToJsonString()}", $"{cell[field]?.ToJsonString()}", $"{field} of {party}{query}");
        }
    }

    /// <summary>What changed between two days with the periods that they lie in.</summary>
    public async Task CompareChangesAsync(IReadOnlyDictionary<string, JsonNode> histories, LocalDate since, LocalDate on, string policy)
    {
        var moved = histories.Where(history => Side(history.Value, since) != Side(history.Value, on)).Select(history => history.Key);
        var changes = await ChangesAsync(since, on, policy);
        Same(string.Join(' ', moved), string.Join(' ', changes.Select(shift => $"{shift!["party"]}")), $"{since} to {on} by {policy}");
    }

    /// <summary>Every shift of every history with what changed from the day before.</summary>
    public async Task CompareEachShiftAsync(IReadOnlyDictionary<string, JsonNode> histories, string policy)
    {
        var days = histories.SelectMany(history => history.Value["shifts"]!.AsArray(), (history, shift) => (Party: history.Key, Shift: shift!))
            .GroupBy(x => LocalDate.FromDateTime(DateTime.Parse($"{x.Shift["on"]}", System.Globalization.CultureInfo.InvariantCulture))).ToArray();
        Assert.NotEmpty(days);
        foreach (var day in days.OrderBy(day => day.Key))
        {
            var told = day.OrderBy(x => x.Party, StringComparer.Ordinal).Select(x => Line(x.Party, x.Shift));
            var changes = (await ChangesAsync(day.Key.PlusDays(-1), day.Key, policy)).Select(shift => Line($"{shift!["party"]}", shift));
            Same(string.Join('\n', told), string.Join('\n', changes), $"{day.Key} by {policy}");
        }
    }

    private async Task<JsonArray> ChangesAsync(LocalDate since, LocalDate on, string policy) =>
        (await AskAsync($"changes?sinceOn={since:uuuu-MM-dd}&on={on:uuuu-MM-dd}&policy={policy}"))["shifts"]!.AsArray();

    private async Task<JsonNode> AskAsync(string path)
    {
        var reply = await api.GetAsync($"/api/v1/{path}");
        Assert.True(reply.ContentType == "application/json", $"{when}, {path}: {reply.Text}");
        return reply.Json;
    }

    private void Same(string expected, string actual, string of) => Assert.True(expected == actual, $"{when}, {of}:\n{expected}\nand not\n{actual}");

    // Days are written so that they compare as text.
    private static string Side(JsonNode history, LocalDate on)
    {
        var day = $"{on:uuuu-MM-dd}";
        var period = history["periods"]!.AsArray().LastOrDefault(period => string.CompareOrdinal($"{period!["from"]}", day) <= 0);
        return period is null
            ? "undeclared"
            : string.Join(' ', ((string[])["stance", "firmness", "conditions", "governedBy", "contested"])
                .Select(field => period[field] is JsonArray { Count: 0 } ? "" : $"{period[field]?.ToJsonString()}")).Replace("\"", "", StringComparison.Ordinal).Trim();
    }

    private static string Line(string party, JsonNode shift) => string.Join(' ', ((string[])["on", "kind", "direction", "words", "before", "after"])
        .Select(field => $"{shift[field]!.ToJsonString()}").Prepend(party));
}
