using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary><c>ledger stance</c>: what the server answers, for a reader or as it is.</summary>
[Collection(SharedLedger.Name)]
public sealed class AskingForAStance(LedgerApp app)
{
    [Fact]
    public async Task Prints_what_a_reader_wants_to_know()
    {
        var cell = await Given.CellAsync(Api.Of(app));
        var statement = (await cell.RecordAsync()).Split('/')[^1];

        var ran = await CommandLine.RunAsync(app, "stance", cell.Party, cell.Issue, "--on", "2025-08-10");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Equal(
            $"""
            party        {cell.Party}
            issue        {cell.Issue}
            on           2025-08-10
            stance       rejects (stated)
            since        2025-08-09
            certainty    certain
            possible     rejects
            confidence   high: authority principal, rendering verbatim, grade B2, roots 1
            governed by  {statement}
            policy       authority-first/1
            """,
            string.Join('\n', ran.Out.Split('\n').Select(line => line.TrimEnd()).TakeWhile(line => !line.StartsWith("ledger ", StringComparison.Ordinal))));
        Assert.Matches(@"\nledger       \d+ events", ran.Out);
    }

    [Fact]
    public async Task Prints_the_conditions_and_how_they_stand()
    {
        var cell = await Given.CellAsync(Api.Of(app));
        var statement = cell.Statement("accepts");
        statement["conditions"] = new JsonArray(new JsonObject { ["text"] = "If they leave.", ["otherwise"] = "leansAgainst" });
        await cell.RecordAsync(statement);

        var ran = await CommandLine.RunAsync(app, "stance", cell.Party, cell.Issue, "--on", "2025-08-10");

        Assert.Matches(@"\nconditions +If they leave\. \(open\) *\n", ran.Out);
    }

    [Fact]
    public async Task Answers_by_what_was_known()
    {
        var cell = await Given.CellAsync(Api.Of(app));
        var before = await SealedLedger.IsSealedAsync(app);
        await cell.RecordAsync();
        await SealedLedger.IsSealedAsync(app);

        var then = await CommandLine.RunAsync(app, "stance", cell.Party, cell.Issue, "--on", "2025-08-10", "--ledger-size", $"{before}");
        var now = await CommandLine.RunAsync(app, "stance", cell.Party, cell.Issue, "--on", "2025-08-10", "--known-at", DateTime.UtcNow.ToString("O"));

        Assert.Matches(@"\nstance +undeclared *\n", then.Out);
        Assert.Matches(@"\nstance +rejects \(stated\) *\n", now.Out);
    }

    [Fact]
    public async Task Prints_the_servers_own_json()
    {
        var cell = await Given.CellAsync(Api.Of(app));
        await cell.RecordAsync();
        await SealedLedger.IsSealedAsync(app);

        var ran = await CommandLine.RunAsync(app, "stance", cell.Party, cell.Issue, "--on", "2025-08-10", "--policy", "latest-first/1", "--json");

        var own = (await Api.Of(app).GetAsync(cell.StancePath("2025-08-10", "&policy=latest-first/1"))).Json;
        Assert.Equal(own.ToJsonString(), JsonNode.Parse(ran.Out)!.ToJsonString());
    }

    [Fact]
    public async Task Tells_what_the_server_refuses_and_what_may_be_meant()
    {
        var cell = await Given.CellAsync(Api.Of(app));

        var ran = await CommandLine.RunAsync(app, "stance", cell.Party[..^1], cell.Issue, "--on", "2025-08-10", "--json");

        Assert.Equal((1, ""), (ran.ExitCode, ran.Out));
        Assert.Contains($"Did you mean {cell.Party}", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_which_option_the_server_can_not_use()
    {
        var ran = await CommandLine.RunAsync(app, "stance", "a", "b", "--on", "tomorrow");

        Assert.Equal(1, ran.ExitCode);
        Assert.Matches("^The request is malformed.\n.*\n  on: .+\n$", ran.Error);
    }
}
