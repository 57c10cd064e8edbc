using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Imports;

/// <summary>Parties, issues and sources that lines name and the ledger doesn't know.</summary>
[Collection(SharedLedger.Name)]
public sealed class WhatLinesName(LedgerApp app)
{
    private readonly Api _api = Api.Of(app);

    [Fact]
    public async Task Are_reported_together_with_what_is_near_when_they_are_unknown()
    {
        var cell = await Given.CellAsync(_api);
        var slip = cell.Party + "x";
        var report = await Imported.RowsAsync(_api,
        [
            Imported.Row(cell with { Party = slip }, "a"), Imported.Row(cell with { Party = slip }, "b"), Imported.Row(cell with { Source = "no-such-outlet-at-all" }, "c"),
            Imported.Row(cell, "d"),
        ]);

        Assert.Equal((1, 0, 3), Imported.Counts(report));
        Assert.Equal(["2 party unknown-party", "3 party unknown-party", "4 source unknown-source"], Imported.Refusals(report));
        var party = Assert.Single(report["missing"]!["parties"]!.AsArray())!;
        Assert.Equal((slip, 2, cell.Party), (party["id"]!.GetValue<string>(), party["lines"]!.GetValue<int>(), party["suggestions"]![0]!.GetValue<string>()));
        Assert.Equal("no-such-outlet-at-all", Assert.Single(report["missing"]!["sources"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.Empty(report["missing"]!["issues"]!.AsArray());
    }

    [Fact]
    public async Task Are_created_where_that_was_asked_for_and_never_over_what_is_there()
    {
        var known = await Given.CellAsync(_api);
        var cell = new Cell(_api, $"new-{known.Party}", $"new-{known.Issue}", $"new-{known.Source}");
        string[] rows = [Imported.Row(cell, "a"), Imported.Row(cell with { Party = known.Party }, "b")];

        var report = await Imported.RowsAsync(_api, rows, "?createMissing=true&negotiation=talks&partyKind=body");

        Assert.Equal((2, 0, 0), Imported.Counts(report));
        Assert.Equal([cell.Party], Strings(report["created"]!["parties"]!));
        Assert.Equal([cell.Issue], Strings(report["created"]!["issues"]!));
        Assert.Equal([cell.Source], Strings(report["created"]!["sources"]!));
        var party = (await _api.GetAsync($"/api/v1/parties/{cell.Party}")).Json;
        Assert.Equal("body", party["kind"]!.GetValue<string>());
        Assert.StartsWith("New Party ", party["name"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("talks", (await _api.GetAsync($"/api/v1/issues/{cell.Issue}")).Json["negotiation"]!.GetValue<string>());
        Assert.Equal("F", (await _api.GetAsync($"/api/v1/sources/{cell.Source}")).Json["reliability"]!.GetValue<string>());

        var again = await Imported.RowsAsync(_api, rows, "?createMissing=true&negotiation=talks&partyKind=body");
        Assert.Equal((0, 2, 0), Imported.Counts(again));
        Assert.Empty(again["created"]!["parties"]!.AsArray());
    }

    [Fact]
    public async Task Are_not_created_by_a_dry_run_which_says_that_they_would_be()
    {
        var known = await Given.CellAsync(_api);
        var cell = known with { Party = $"dry-{known.Party}" };

        var report = await Imported.RowsAsync(_api, [Imported.Row(cell, "a")], "?dryRun=true&createMissing=true");

        Assert.Equal((1, 0, 0), Imported.Counts(report));
        Assert.Equal([cell.Party], Strings(report["created"]!["parties"]!));
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync($"/api/v1/parties/{cell.Party}")).Status);
    }

    [Fact]
    public async Task Leave_an_issue_unknown_where_nobody_said_of_which_negotiation_it_is()
    {
        var cell = await Given.CellAsync(_api);

        var report = await Imported.RowsAsync(_api, [Imported.Row(cell with { Issue = $"un-{cell.Issue}" }, "a")], "?createMissing=true");

        Assert.Equal((0, 0, 1), Imported.Counts(report));
        Assert.Equal(["2 issue unknown-issue"], Imported.Refusals(report));
    }

    private static string[] Strings(JsonNode list) => [.. list.AsArray().Select(item => item!.GetValue<string>())];
}
