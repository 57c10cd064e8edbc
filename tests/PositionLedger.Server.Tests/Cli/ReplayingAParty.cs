using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary><c>ledger replay</c>: a party's history for a reader, or as the server tells it.</summary>
[Collection(SharedLedger.Name)]
public sealed class ReplayingAParty(LedgerApp app)
{
    [Fact]
    public async Task Prints_every_event_and_what_it_changed()
    {
        var cell = await CellAsync();

        var ran = await CommandLine.RunAsync(app, "replay", cell.Party, "--on", "2025-08-20");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        var lines = ran.Out.TrimEnd().Split('\n');
        Assert.Matches(@$"^party/{cell.Party} 1  \S+Z  party.opened.v1  by \S+", lines[0]);
        Assert.Matches(@$"^source/{cell.Source} 1  \S+Z  source.registered.v1  by \S+", lines[1]);
        Assert.Matches(@$"^party/{cell.Party} 2  \S+Z  statement.recorded.v1  by \S+", lines[2]);
        Assert.Equal($"    {cell.Issue}: undeclared → rejects (stated)", lines[3]);
        Assert.Matches(@$"^party/{cell.Party} 3  \S+Z  statement.recorded.v1  by \S+", lines[4]);
        Assert.StartsWith($"    {cell.Issue}: rejects (stated), with another ", lines[5], StringComparison.Ordinal);
        Assert.Equal($"    {cell.Issue}: rejects (stated) → accepts (stated)", lines[7]);
        Assert.Equal(8, lines.Length);
    }

    [Fact]
    public async Task Prints_a_part_of_it()
    {
        var cell = await CellAsync();

        var ran = await CommandLine.RunAsync(app, "replay", cell.Party, "--on", "2025-08-20", "--from", "3", "--to", "3");

        Assert.Equal(2, ran.Out.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Prints_the_servers_own_json()
    {
        var cell = await CellAsync();
        await SealedLedger.IsSealedAsync(app);

        var ran = await CommandLine.RunAsync(app, "replay", cell.Party, "--on", "2025-08-20", "--json");

        var own = await Api.Of(app).GetAsync($"/api/v1/parties/{cell.Party}/replay?on=2025-08-20");
        Assert.Equal(own.Json.ToJsonString(), JsonNode.Parse(ran.Out)!.ToJsonString());
    }

    [Fact]
    public async Task Tells_that_there_is_no_such_party()
    {
        var ran = await CommandLine.RunAsync(app, "replay", "nobody-at-all");

        Assert.Equal((1, ""), (ran.ExitCode, ran.Out));
        Assert.StartsWith("It doesn't exist.\n", ran.Error, StringComparison.Ordinal);
    }

    private async Task<Cell> CellAsync()
    {
        var cell = await Given.CellAsync(Api.Of(app));
        await cell.RecordAsync(cell.Statement(saidOn: "2025-08-09"));
        await cell.RecordAsync(cell.Statement(saidOn: "2025-08-10", quote: "We still will not."));
        await cell.RecordAsync(cell.Statement("accepts", "2025-08-11", quote: "We will."));
        return cell;
    }
}
