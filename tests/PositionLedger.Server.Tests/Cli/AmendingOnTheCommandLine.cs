using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary><c>ledger correct</c> and <c>ledger retract</c>: what isn't named stays, and nobody's newer revision is overwritten.</summary>
[Collection(SharedLedger.Name)]
public sealed class AmendingOnTheCommandLine(LedgerApp app)
{
    [Fact]
    public async Task A_correction_overwrites_what_it_names_and_nothing_else()
    {
        var (cell, id) = await StatementAsync();

        var ran = await CommandLine.RunAsync(
            app, "correct", id, "--reason", "Misread.", "--stance", "accepts", "--role", "envoy", "--credibility", "4");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Matches("revision +2", ran.Out);
        var now = await ShownAsync(id);
        Assert.Equal(("accepts", "stated"), (Text(now["stance"]), Text(now["firmness"])));
        var (speaker, report) = (now["speaker"]!, now["reports"]![0]!);
        Assert.Equal(("A. Speaker", "envoy", "principal"), (Text(speaker["name"]), Text(speaker["role"]), Text(speaker["authority"])));
        Assert.Equal((cell.Source, "https://example.org/1", "4"), (Text(report["source"]), Text(report["url"]), $"{report["credibility"]}"));
        Assert.Equal("Misread.", Text(now["history"]![1]!["event"]!["reason"]));
    }

    [Fact]
    public async Task A_field_can_be_emptied_the_original_words_as_a_whole()
    {
        var (_, id) = await StatementAsync();
        await CommandLine.RunAsync(app, "correct", id, "--reason", "Found it.", "--original-quote", "Non.", "--original-language", "fr");
        Assert.Equal("Non.", Text((await ShownAsync(id))["quote"]!["original"]!["text"]));

        var ran = await CommandLine.RunAsync(
            app, "correct", id, "--reason", "Not said.", "--clear", "firmness", "--clear", "language", "--clear", "original-quote");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        var now = await ShownAsync(id);
        Assert.Null(now["firmness"]);
        Assert.Equal(
            """{"text":"We will not.","language":null,"rendering":"verbatim","original":null,"translator":null}""", now["quote"]!.ToJsonString());
    }

    [Fact]
    public async Task A_root_that_nobody_named_moves_with_the_source()
    {
        var (cell, id) = await StatementAsync();
        var other = await Given.CellAsync(Api.Of(app));

        await CommandLine.RunAsync(app, "correct", id, "--reason", "It was there.", "--source", other.Source);

        var report = (await ShownAsync(id))["reports"]![0]!;
        Assert.Equal((other.Source, other.Source), (Text(report["source"]), Text(report["root"])));
    }

    [Fact]
    public async Task One_copy_of_a_joint_statement_keeps_what_is_its_own()
    {
        var (cell, other) = (await Given.CellAsync(Api.Of(app)), await Given.CellAsync(Api.Of(app)));
        var joint = cell.Statement();
        joint["jointWith"] = new JsonArray(other.Party);
        var id = (await cell.RecordAsync(joint)).Split('/')[^1];
        var copy = Text((await ShownAsync(id))["joint"]!.AsArray().Single(one => Text(one!["party"]) == other.Party)!["statement"])!;
        await CommandLine.RunAsync(app, "correct", id, "--reason", "His own.", "--only", other.Party, "--speaker", "C. Third");

        var ran = await CommandLine.RunAsync(app, "correct", id, "--reason", "As what.", "--only", other.Party, "--role", "envoy");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        var speaker = (await ShownAsync(copy))["speaker"]!;
        Assert.Equal(("C. Third", "envoy"), (Text(speaker["name"]), Text(speaker["role"])));
        Assert.Equal("foreign minister", Text((await ShownAsync(id))["speaker"]!["role"]));
    }

    [Theory]
    [InlineData("correct", "--stance", "accepts")]
    [InlineData("retract")]
    public async Task A_revision_that_was_looked_at_is_held_against_the_one_there_is(string verb, params string[] change)
    {
        var (_, id) = await StatementAsync();

        var early = await CommandLine.RunAsync(app, [verb, id, "--reason", "Wrong.", "--if-match", "2", .. change]);
        var right = await CommandLine.RunAsync(app, [verb, id, "--reason", "Wrong.", "--if-match", "1", .. change]);

        Assert.Equal((1, ""), (early.ExitCode, early.Out));
        Assert.Contains("revision", early.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((0, ""), (right.ExitCode, right.Error));
    }

    [Fact]
    public async Task A_retraction_takes_the_statement_out_of_every_answer()
    {
        var (cell, id) = await StatementAsync();

        var ran = await CommandLine.RunAsync(app, "retract", id, "--reason", "Another speaker.");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Matches("retracted +yes", ran.Out);
        Assert.Equal("undeclared", Text((await Api.Of(app).GetAsync(cell.StancePath("2025-08-10"))).Json["stance"]));
    }

    [Fact]
    public async Task A_statement_that_is_not_there_is_said_to_be_unknown()
    {
        var ran = await CommandLine.RunAsync(app, "retract", $"{Guid.NewGuid()}", "--reason", "Wrong.");

        Assert.Equal((1, ""), (ran.ExitCode, ran.Out));
        Assert.NotEqual("", ran.Error);
    }

    private async Task<(Cell Cell, string Id)> StatementAsync()
    {
        var cell = await Given.CellAsync(Api.Of(app));
        return (cell, (await cell.RecordAsync()).Split('/')[^1]);
    }

    private async Task<JsonNode> ShownAsync(string id) => (await Api.Of(app).GetAsync($"/api/v1/statements/{id}")).Json;

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
