using System.Text.Json;
using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Tests.Stances;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

/// <summary>The rows that are kept of stances, compared with what the rule says.</summary>
internal static class KeptRows
{
    private static readonly StanceTimeline Nothing = StanceTimeline.Of(new([], Say.Grades), Policy.AuthorityFirst);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <returns>How many cells have too many uncertain days to be kept.</returns>
    public static async Task<int> CompareAsync(LedgerApp app, IReadOnlyList<RandomCell> cells, string when)
    {
        var (periods, voices, left) = (await PeriodsAsync(app, cells), await VoicesAsync(app, cells), await LeftAsync(app, cells));
        foreach (var cell in cells)
        {
            var timeline = left.Contains(cell.Party) ? Nothing : cell.Timeline;
            Assert.True(timeline.Periods.Select(period => period with { Until = null }).SequenceEqual(periods[cell.Party]),
                $"{when}, {cell.Party}:\n{Lines(timeline.Periods)}\nand not\n{Lines(periods[cell.Party])}");
            Assert.True(timeline.Voices.Select(Key).Order().SequenceEqual(voices[cell.Party].Order()),
                $"{when}, {cell.Party}:\n{Lines(timeline.Voices.Select(Key).Order())}\nand not\n{Lines(voices[cell.Party].Order())}");
        }

        return left.Count;
    }

    /// <summary>Asks for a cell over HTTP on each day on which something changes.</summary>
    public static async Task AskAsync(Api api, RandomCell cell)
    {
        var timeline = cell.Timeline;
        foreach (var period in timeline.Periods.Where(period => period.From > LocalDate.MinIsoValue))
        {
            var stance = await api.GetAsync($"/api/v1/parties/{cell.Party}/stances/issue?on={period.From:uuuu-MM-dd}");
            Assert.True(stance.ContentType == "application/json", stance.Text);
            Assert.Equal(JsonSerializer.Serialize(period.Stance, WireJson.Answers), stance.Json["stance"]!.ToJsonString());
            Assert.Equal(JsonSerializer.Serialize(period.Possible, WireJson.Answers), stance.Json["possible"]!.ToJsonString());
            Assert.Equal(timeline.At(period.From).Signals.Count, stance.Json["signals"]!.AsArray().Count);
            Assert.Equal(period.GovernedBy, stance.Json["governedBy"]?.GetValue<Guid>());
        }
    }

    private static async Task<ILookup<string, StancePeriod>> PeriodsAsync(LedgerApp app, IReadOnlyList<RandomCell> cells)
    {
        await using var command = app.Database.CreateCommand(
            "select party, body from ledger.stance_period where party = any($1) order by party, from_day");
        command.Parameters.Add(new() { Value = cells.Select(cell => cell.Party).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<(string Party, StancePeriod Period)>();
        while (await reader.ReadAsync(Cancel))
            rows.Add((reader.GetString(0), JsonSerializer.Deserialize<StancePeriod>(reader.GetString(1), WireJson.Stored)!));
        return rows.ToLookup(row => row.Party, row => row.Period);
    }

    private static async Task<ILookup<string, string>> VoicesAsync(LedgerApp app, IReadOnlyList<RandomCell> cells)
    {
        await using var command = app.Database.CreateCommand("""
            select party, concat_ws(' ', statement_id, role, from_day, until_day, said_day, stance, because) from ledger.stance_voice where party = any($1)
            """);
        command.Parameters.Add(new() { Value = cells.Select(cell => cell.Party).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<(string Party, string Voice)>();
        while (await reader.ReadAsync(Cancel))
            rows.Add((reader.GetString(0), reader.GetString(1)));
        return rows.ToLookup(row => row.Party, row => row.Voice);
    }

    private static async Task<HashSet<string>> LeftAsync(LedgerApp app, IReadOnlyList<RandomCell> cells)
    {
        await using var command = app.Database.CreateCommand("select party from ledger.stance_cell where party = any($1) and not kept");
        command.Parameters.Add(new() { Value = cells.Select(cell => cell.Party).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var left = new HashSet<string>();
        while (await reader.ReadAsync(Cancel))
            left.Add(reader.GetString(0));
        return left;
    }

    private static string Key(ShownVoice voice) => string.Join(' ', new[]
    {
        $"{voice.Statement}", Words.Of(voice.Role), Day(voice.From), voice.Until is { } until ? Day(until) : "infinity", Day(voice.SaidDay),
        voice.Outcome is { } outcome ? $"{(int)outcome}" : null, voice.Because is { } because ? Words.Of(because) : null,
    }.Where(part => part is not null));

    private static string Day(LocalDate day) => day == LocalDate.MinIsoValue ? "-infinity" : $"{day:uuuu-MM-dd}";

    private static string Lines<T>(IEnumerable<T> items) => string.Join('\n', items);
}
