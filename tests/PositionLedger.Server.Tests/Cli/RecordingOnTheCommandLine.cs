using System.Text;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary><c>ledger record</c>: options, a file, or both make a statement.</summary>
[Collection(SharedLedger.Name)]
public sealed class RecordingOnTheCommandLine(LedgerApp app)
{
    [Fact]
    public async Task An_option_for_each_field_makes_the_statement()
    {
        var (cell, other) = (await Given.CellAsync(Api.Of(app)), await Given.CellAsync(Api.Of(app)));
        string[] fields =
        [
            "--key", "k-1", "--kind", "proposal", "--stance", "leansFor", "--firmness", "preferred", "--said-on", "2025-08-09~",
            "--effective-until", "2025-12-31", "--speaker", "A. Speaker", "--role", "foreign minister", "--authority", "principal",
            "--quote", "@all: we might.", "--language", "en", "--rendering", "verbatimTranslated", "--original-quote", "Peut-être.",
            "--original-language", "fr", "--translator", "B. Other", "--attribution", "namedOnRecord", "--source", cell.Source,
            "--report-url", "https://example.org/1", "--published-on", "2025-08-10", "--retrieved-at", "2025-08-11T10:00:00Z",
            "--credibility", "3", "--chain", $"{cell.Source} > wire", "--root", "office", "--joint-with", other.Party,
            "--condition", "If they leave.", "--condition", """{"text":"If all sign.","otherwise":"rejects"}""",
        ];

        var ran = await CommandLine.RunAsync(app, ["record", cell.Party, "--issue", cell.Issue, .. fields, "--json"]);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        var id = JsonNode.Parse(ran.Out)!["id"]!.GetValue<string>();
        Assert.Equal(await RecordedAsync(await SameByHttpAsync(cell, other)), await RecordedAsync(id));
    }

    [Fact]
    public async Task Tells_what_was_recorded()
    {
        var cell = await Given.CellAsync(Api.Of(app));

        var ran = await WithFileAsync(cell, cell.Statement(key: "k-1"));
        var again = await WithFileAsync(cell, cell.Statement(key: "k-1"));

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Matches($@"^statement +\S{{36}} *\nparty +{cell.Party} *\nissue +{cell.Issue} *\nrevision +1 *\nrecorded at +\d{{4}}-\S+Z *\n$", ran.Out);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("nothing was recorded anew", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_overwrite_what_the_file_says()
    {
        var cell = await Given.CellAsync(Api.Of(app));

        var ran = await WithFileAsync(cell, cell.Statement(), "--stance", "open", "--role", "envoy", "--json");

        Assert.Equal(0, ran.ExitCode);
        var statement = (await Api.Of(app).GetAsync($"/api/v1/statements/{JsonNode.Parse(ran.Out)!["id"]}")).Json;
        Assert.Equal("open", statement["stance"]!.GetValue<string>());
        Assert.Equal("""{"name":"A. Speaker","role":"envoy","authority":"principal"}""", statement["speaker"]!.ToJsonString());
    }

    [Fact]
    public async Task A_statement_may_come_from_standard_input()
    {
        var cell = await Given.CellAsync(Api.Of(app));

        var ran = await CommandLine.RunAsync(app, Encoding.UTF8.GetBytes(cell.Statement().ToJsonString()), "record", cell.Party, "--file", "-");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
    }

    [Fact]
    public async Task What_the_server_refuses_is_told_field_by_field()
    {
        var cell = await Given.CellAsync(Api.Of(app));

        var ran = await CommandLine.RunAsync(app, "record", cell.Party, "--issue", cell.Issue, "--kind", "position", "--said-on", "2025-02-30");

        Assert.Equal((1, ""), (ran.ExitCode, ran.Out));
        Assert.Matches("\n  saidOn: must be a day that exists", ran.Error);
        Assert.Matches("\n  quote", ran.Error);
    }

    [Theory]
    [InlineData("[]", "no JSON object")]
    [InlineData("{", "no JSON")]
    public async Task A_file_that_is_no_statement_is_not_sent(string text, string why)
    {
        var ran = await CommandLine.RunAsync(app, Encoding.UTF8.GetBytes(text), "record", "anybody", "--file", "-");

        Assert.Equal((2, ""), (ran.ExitCode, ran.Out));
        Assert.Contains(why, ran.Error, StringComparison.Ordinal);
    }

    private static async Task<string> SameByHttpAsync(Cell cell, Cell other)
    {
        var statement = cell.Statement("leansFor", "2025-08-09~", "k-2", "@all: we might.");
        (statement["kind"], statement["firmness"], statement["effectiveUntil"]) = ("proposal", "preferred", "2025-12-31");
        statement["quote"] = new JsonObject
        {
            ["text"] = "@all: we might.", ["language"] = "en", ["rendering"] = "verbatimTranslated",
            ["original"] = new JsonObject { ["text"] = "Peut-être.", ["language"] = "fr" }, ["translator"] = "B. Other",
        };
        statement["report"] = new JsonObject
        {
            ["source"] = cell.Source, ["url"] = "https://example.org/1", ["publishedOn"] = "2025-08-10", ["retrievedAt"] = "2025-08-11T10:00:00Z",
            ["credibility"] = 3, ["chain"] = new JsonArray(cell.Source, "wire"), ["root"] = "office",
        };
        statement["conditions"] = JsonNode.Parse("""[{"text":"If they leave."},{"text":"If all sign.","otherwise":"rejects"}]""");
        statement["jointWith"] = new JsonArray(other.Party);
        return (await cell.RecordAsync(statement)).Split('/')[^1];
    }

    private async Task<string> RecordedAsync(string id) =>
        (await Api.Of(app).GetAsync($"/api/v1/statements/{id}")).Json["history"]![0]!["event"]!["body"]!.ToJsonString();

    private async Task<Ran> WithFileAsync(Cell cell, JsonObject statement, params string[] more)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "statement.json");
        await File.WriteAllTextAsync(file, statement.ToJsonString(), TestContext.Current.CancellationToken);
        return await CommandLine.RunAsync(app, ["record", cell.Party, "--file", file, .. more]);
    }
}
