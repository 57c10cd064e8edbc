using System.Text.Json.Nodes;

namespace PositionLedger.Server.Tests.Cli;

/// <summary><c>ledger import</c>: what is told of an import, and how it is followed.</summary>
public sealed class FollowingAnImport
{
    private const string Ended = "event: progress\ndata: {\"state\":\"running\",\"read\":3,\"lines\":5}\n\nevent: end\ndata: {}\n\n";

    [Fact]
    public async Task Tells_at_the_end_what_came_of_it()
    {
        var report = FakeImports.Report("completed", 1_200);
        report["created"] = JsonNode.Parse("""{"parties":["ruritania","syldavia"],"issues":[],"sources":["wire"]}""");

        var ran = await FollowAsync(new(report) { Events = Ended });

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Equal(
            [
                $"import       {FakeImports.Id}", "state        completed", "lines        1,200", "recorded     1,200", "unchanged    0",
                "refused      0", "new parties  ruritania, syldavia", "new sources  wire",
            ],
            ran.Out.TrimEnd().Split('\n').Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task Says_where_each_refused_line_is_and_what_is_wrong_with_it()
    {
        var report = FakeImports.Report("completed", 1_200, refused: 50);
        report["refusals"] = new JsonArray([.. Enumerable.Range(1, 30).Select(line => (JsonNode)new JsonObject
        {
            ["line"] = line, ["field"] = line == 1 ? null : "saidOn", ["code"] = "malformed", ["why"] = "must be a day that exists.",
        })]);

        var ran = await FollowAsync(new(report) { Events = Ended }, "import", "-", "--format", "csv");

        Assert.Equal(1, ran.ExitCode);
        var lines = ran.Error.TrimEnd().Split('\n');
        Assert.Equal(("stdin:1: must be a day that exists.", "stdin:20: saidOn: must be a day that exists."), (lines[0], lines[19]));
        Assert.Equal($"… and more, in 30 other lines. All: ledger import --refusals {FakeImports.Id}", lines[20]);
        Assert.Equal(21, lines.Length);
    }

    [Fact]
    public async Task Says_that_more_is_wrong_with_a_line_than_it_says()
    {
        var report = FakeImports.Report("completed", 1_200, refused: 1);
        report["refusals"] = new JsonArray([
            .. Enumerable.Range(1, 21).Select(number => (JsonNode)new JsonObject { ["line"] = 7, ["why"] = $"{number}" }),
        ]);

        var ran = await FollowAsync(new(report) { Events = Ended });

        Assert.EndsWith($"line 7: 20\n… and more. All: ledger import --refusals {FakeImports.Id}\n", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_which_ids_are_missing_and_which_may_have_been_meant()
    {
        var report = FakeImports.Report("completed", 1_200, refused: 1);
        report["missing"] = JsonNode.Parse(
            """{"parties":[{"id":"ukrane","lines":1200,"suggestions":["ukraine"]}],"issues":[{"id":"x","lines":1,"suggestions":[]}],"sources":[]}""");

        var ran = await FollowAsync(new(report) { Events = Ended });

        Assert.Contains("Unknown party ukrane, in 1,200 lines; did you mean ukraine?\nUnknown issue x, in 1 line\n", ran.Error, StringComparison.Ordinal);
        Assert.EndsWith("\n--create-missing opens what the ledger doesn't know.\n", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_failed_says_why()
    {
        var report = FakeImports.Report("failed");
        report["why"] = "The database was full.";

        var ran = await FollowAsync(new(report) { Events = Ended });

        Assert.Equal((1, "The database was full.\n"), (ran.ExitCode, ran.Error));
    }

    [Fact]
    public async Task Goes_on_asking_where_the_events_break_off()
    {
        var ran = await FollowAsync(new(FakeImports.Report("running", 10), FakeImports.Report("completed", 1_200)));

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
    }

    [Fact]
    public async Task Waits_for_a_server_that_is_busy_for_a_moment()
    {
        var ran = await FollowAsync(new(FakeImports.Report("completed", 1_200)) { Busy = 1 });

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
    }

    [Fact]
    public async Task Does_not_wait_for_an_import_that_is_not_there()
    {
        await using var server = await FakeLedger.StartAsync(_ => { });

        var ran = await server.RunAsync("import", "--follow", FakeImports.Id);

        Assert.Equal(1, ran.ExitCode);
        Assert.DoesNotContain("goes on", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stops_following_is_told_that_it_goes_on_and_how_to_look_again()
    {
        var imports = new FakeImports(FakeImports.Report("running", 10));
        await using var server = await FakeLedger.StartAsync(imports.Map);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        var ran = await server.RunAsync([], ["import", "-", "--format", "csv"], stop.Token);

        Assert.Equal((1, ""), (ran.ExitCode, ran.Out));
        Assert.Equal($"The import goes on at the server. To look again: ledger import --follow {FakeImports.Id}\n", ran.Error);
    }

    [Fact]
    public async Task Prints_the_servers_own_report()
    {
        var ran = await FollowAsync(new(FakeImports.Report("completed", 1_200)) { Events = Ended }, "import", "--follow", FakeImports.Id, "--json");

        Assert.Equal(FakeImports.Report("completed", 1_200).ToJsonString(), ran.Out.TrimEnd());
    }

    [Theory]
    [InlineData("line 3: quote: is missing.\nline 9: is no JSON.\n")]
    [InlineData("{\"line\":3,\"field\":\"quote\",\"why\":\"is missing.\"}\n{\"line\":9,\"field\":null,\"why\":\"is no JSON.\"}\n", "--json")]
    public async Task Prints_all_refusals_for_a_reader_or_as_they_are(string printed, params string[] options)
    {
        var imports = new FakeImports(FakeImports.Report("completed"))
        {
            Refusals = "{\"line\":3,\"field\":\"quote\",\"why\":\"is missing.\"}\n{\"line\":9,\"field\":null,\"why\":\"is no JSON.\"}\n",
        };

        var ran = await FollowAsync(imports, ["import", "--refusals", FakeImports.Id, .. options]);

        Assert.Equal((0, printed, ""), (ran.ExitCode, ran.Out, ran.Error));
    }

    private static async Task<Ran> FollowAsync(FakeImports imports, params string[] args)
    {
        await using var server = await FakeLedger.StartAsync(imports.Map);
        return await server.RunAsync(args.Length == 0 ? ["import", "--follow", FakeImports.Id] : args);
    }
}
