using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Imports;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Exports;

/// <summary>A large ledger is exported whole and imported into an empty one: 100,000 votes in the long runs.</summary>
public sealed class VotesTakenAlong(TestPostgres postgres)
{
    private const int Questions = 200;

    private static readonly int Votes = long.TryParse(Environment.GetEnvironmentVariable("PL_CASES"), CultureInfo.InvariantCulture, out var cases) && cases > 10_000
        ? 100_000
        : 6_000;

    [Fact]
    public async Task Give_the_same_rows_and_stances_in_the_ledger_that_they_are_taken_to()
    {
        await using var first = await LedgerApp.StartAsync(postgres);
        await using var second = await LedgerApp.StartAsync(postgres);
        string[] lines = [.. UnVotes.Lines(Votes, real: false)];
        await ImportAsync(first, UnVotes.References(real: false), Imported.Ndjson);
        await ImportAsync(first, UnVotes.Zipped(lines), Imported.Csv, UnVotes.Options);

        var exported = await Export.TextAsync(first, "statements.ndjson");
        var report = await ImportAsync(second, Encoding.UTF8.GetBytes(exported), Imported.Ndjson);

        Assert.Equal(exported.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, (int)report["recorded"]!);
        Assert.Equal(await Export.TextAsync(first, "statements.csv"), await Export.TextAsync(second, "statements.csv"));
        var (votes, random) = (new VotesByHand(lines), new Random(5));
        for (var i = 0; i < Questions; i++)
        {
            var (path, _) = votes.Question(random);
            Assert.Equal(await AnswerAsync(first, path), await AnswerAsync(second, path));
        }
    }

    private static async Task<string> AnswerAsync(LedgerApp app, string path)
    {
        var answer = (await Api.Of(app).GetAsync(path)).Json.AsObject();
        // Of the ledger itself, not of the party.
        answer.Remove("ledger");
        answer.Remove("permalink");
        return answer.ToJsonString();
    }

    private static async Task<JsonNode> ImportAsync(LedgerApp app, byte[] file, string type, string query = "")
    {
        var sent = await Imported.SendAsync(Api.Of(app), file, type, query);
        Assert.True(sent.Status == HttpStatusCode.Accepted, sent.Text);
        var report = await Imported.EndAsync(Api.Of(app), sent.Headers.Location!.ToString());
        Assert.True($"{report["state"]}" == "completed" && (int)report["refused"]! == 0, report.ToJsonString());
        return report;
    }
}
