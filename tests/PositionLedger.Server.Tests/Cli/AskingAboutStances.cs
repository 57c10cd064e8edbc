using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary><c>ledger history</c>, <c>explain</c>, <c>matrix</c> and <c>changes</c>: for a reader, or as the server says it.</summary>
[Collection(SharedLedger.Name)]
public sealed class AskingAboutStances(LedgerApp app)
{
    [Fact]
    public async Task A_history_tells_periods_shifts_and_apart_from_them_revisions()
    {
        var (cell, statements) = await MovedAsync();

        var ran = await CommandLine.RunAsync(app, "history", cell.Party, cell.Issue);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        var (periods, shifts, revisions) = Sections(ran.Out);
        Assert.Matches($@"2025-08-09 +2025-08-10 +rejects \(stated\) +certain +high +{statements[0]}", periods);
        Assert.Matches($@"2025-08-11 +… +accepts \(stated\) +certain +high +{statements[1]}", periods);
        Assert.Matches($@"2025-08-11 +rejects \(stated\) +accepts \(stated\) +\S.* {statements[1]}", shifts);
        Assert.Matches($@"\d\d:\d\d:\d\d\S*Z +stance revised +{statements[1]} +2025-08-11 to … +leans for +accepts", revisions);
        Assert.Matches("policy +authority-first/1", revisions);
    }

    [Fact]
    public async Task Changes_tell_shifts_of_the_parties_apart_from_revisions_of_the_record()
    {
        var before = 0L;
        var (cell, statements) = await MovedAsync(async () => before = await SealedLedger.IsSealedAsync(app));
        await SealedLedger.IsSealedAsync(app);

        var ran = await CommandLine.RunAsync(app, "changes", "--since-on", "2025-08-10", "--on", "2025-08-12", "--since-ledger-size", $"{before}");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        var cut = ran.Out.IndexOf("Revisions: the record moved", StringComparison.Ordinal);
        Assert.Matches($@"{cell.Party} +{cell.Issue} +2025-08-12 +rejects \(stated\) +accepts \(stated\) +\S.* {statements[1]}", ran.Out[..cut]);
        Assert.Matches($@"{cell.Party} +{cell.Issue} +\S+Z +stance revised +{statements[1]} +2025-08-11 to … +leans for +accepts", ran.Out[cut..]);
        Assert.Matches($@"since +{before} events", ran.Out);
    }

    [Fact]
    public async Task An_explanation_tells_what_the_rule_did_with_each_statement()
    {
        var (cell, statements) = await MovedAsync();

        var ran = await CommandLine.RunAsync(app, "explain", cell.Party, cell.Issue, "--on", "2025-08-12");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Matches($"governed by +{statements[1]}", ran.Out);
        Assert.Matches($@"{statements[0]} +{cell.Party} +replaced later +\S+", ran.Out);
        Assert.Matches($@"{statements[1]} +{cell.Party} +governs +\S+", ran.Out);
    }

    [Fact]
    public async Task A_matrix_has_a_row_for_each_party_and_a_column_for_each_issue()
    {
        var (one, other) = (await Given.CellAsync(Api.Of(app)), await Given.CellAsync(Api.Of(app)));
        await one.RecordAsync();
        var conditional = one.Statement("accepts");
        conditional["issue"] = other.Issue;
        conditional["conditions"] = new JsonArray(new JsonObject { ["text"] = "If they leave." });
        await one.RecordAsync(conditional);

        var ran = await CommandLine.RunAsync(
            app, "matrix", "--parties", $"{one.Party},{other.Party}", "--issues", $"{one.Issue},{other.Issue}", "--on", "2025-08-12");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Matches($"^party +{one.Issue} +{other.Issue} *\n", ran.Out);
        Assert.Matches($@"{one.Party} +rejects \(stated\) +accepts \(stated\), conditional *\n", ran.Out);
        Assert.Matches($@"{other.Party} +– +– *\n", ran.Out);
    }

    [Theory]
    [InlineData("history PARTY ISSUE", "parties/PARTY/stances/ISSUE/history")]
    [InlineData("explain PARTY ISSUE --on 2025-08-12", "parties/PARTY/stances/ISSUE/explanation?on=2025-08-12")]
    [InlineData("matrix --issues ISSUE --on 2025-08-12 --policy latest-first/1", "matrix?on=2025-08-12&issues=ISSUE&policy=latest-first/1")]
    [InlineData("changes --since-on 2025-08-01 --on 2025-08-12", "changes?sinceOn=2025-08-01&on=2025-08-12")]
    public async Task Prints_the_servers_own_json(string line, string path)
    {
        var (cell, _) = await MovedAsync();
        await SealedLedger.IsSealedAsync(app);

        var ran = await CommandLine.RunAsync(app, [.. Named(line).Split(' '), "--json"]);

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal((await Api.Of(app).GetAsync($"/api/v1/{Named(path)}")).Text, ran.Out.TrimEnd());

        string Named(string text) =>
            text.Replace("PARTY", cell.Party, StringComparison.Ordinal).Replace("ISSUE", cell.Issue, StringComparison.Ordinal);
    }

    /// <summary>Rejects, then accepts; the latter was recorded wrongly at first.</summary>
    private async Task<(Cell Cell, string[] Statements)> MovedAsync(Func<Task>? beforeCorrection = null)
    {
        var cell = await Given.CellAsync(Api.Of(app));
        var first = await cell.RecordAsync(cell.Statement(saidOn: "2025-08-09"));
        var second = await cell.RecordAsync(cell.Statement("leansFor", "2025-08-11", quote: "We will."));
        await (beforeCorrection?.Invoke() ?? Task.CompletedTask);
        var corrected = await cell.Api.PostAsync($"{second}/corrections", new { reason = "Misread.", stance = "accepts" }, ("If-Match", "\"1\""));
        Assert.Equal(System.Net.HttpStatusCode.OK, corrected.Status);
        return (cell, [first.Split('/')[^1], second.Split('/')[^1]]);
    }

    private static (string Periods, string Shifts, string Revisions) Sections(string text)
    {
        var shifts = text.IndexOf("Shifts: the party moved", StringComparison.Ordinal);
        var revisions = text.IndexOf("Revisions: the record moved", StringComparison.Ordinal);
        return (text[..shifts], text[shifts..revisions], text[revisions..]);
    }
}
