using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Upgrade;

/// <summary>A ledger that the previous version wrote, with every event it knew, is opened by this one.</summary>
/// <remarks>
/// <c>written-by-issue-2.sql</c> is what pg_dump gave of its database at commit 15bdc3a (the sample, its amendments, and a party with
/// one of every other event); <c>answered-by-issue-2.ndjson</c> what it answered then.
/// </remarks>
public sealed class FromIssue2(TestPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_is_the_same_but_for_what_is_new_in_it()
    {
        await using var app = await OpenAsync();
        var api = Api.Of(app);
        // That version counted what was recorded; it sealed nothing, and so could give no permalink.
        await SealedLedger.IsSealedAsync(app);

        var different = new List<string>();
        var answers = Lines("answered-by-issue-2.ndjson").Select(line => JsonNode.Parse(line)!).ToArray();
        foreach (var then in answers)
        {
            var path = then["path"]!.GetValue<string>();
            var now = await api.GetAsync(path);
            Assert.True(now.Status == HttpStatusCode.OK, $"{path}: {now.Text}");
            different.AddRange(Missing(then["answer"], now.Json, path));
        }

        Assert.Equal(377, answers.Length);
        Assert.Empty(different);
    }

    [Fact]
    public async Task Every_event_is_read_and_the_tables_that_answer_are_made_anew()
    {
        await using var app = await OpenAsync();

        Assert.Equal(70L, await CountAsync(app, "select count(*) from ledger.mt_events"));
        Assert.Equal(
            await CountAsync(app, "select count(*) from ledger.mt_events where type like 'statement.%' or type like 'report.%' or type like 'condition.%'"),
            await CountAsync(app, "select count(*) from ledger.statement_version"));
        Assert.NotEqual(0L, await CountAsync(app, "select count(*) from ledger.stance_period"));
        Assert.Equal(
            ["condition.assessed.v1", "issue.registered.v1", "party.opened.v1", "party.renamed.v1", "report.added.v1", "report.assessed.v1",
                "report.retracted.v1", "source.graded.v1", "source.registered.v1", "statement.corrected.v1", "statement.recorded.v1",
                "statement.reinstated.v1", "statement.retracted.v1"],
            await TypesAsync(app));
    }

    [Fact]
    public async Task It_is_gone_on_with_as_before()
    {
        await using var app = await OpenAsync();
        var api = Api.Of(app);

        await Given.Created(api.PostAsync("/api/v1/parties/upland/statements", new
        {
            issue = "open-the-pass",
            speaker = new { authority = "principal" },
            kind = "position",
            stance = "accepts",
            saidOn = "2025-07-01",
            quote = new { text = "We will.", rendering = "verbatim" },
            attribution = "namedOnRecord",
            report = new { source = "gazette" },
        }));

        var stance = await api.GetAsync("/api/v1/parties/upland/stances/open-the-pass?on=2025-07-01");
        Assert.Equal("accepts", stance.Json["stance"]!.GetValue<string>());
    }

    private async Task<LedgerApp> OpenAsync()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await Sql.RunAsync(connectionString, string.Join('\n', Lines("written-by-issue-2.sql")) + "; select 1");
        return await LedgerApp.StartAsync(postgres, connectionString);
    }

    // What the earlier answer had and this one hasn't, or has otherwise.
    private static IEnumerable<string> Missing(JsonNode? then, JsonNode? now, string path)
    {
        switch (then, now)
        {
            case (JsonObject a, JsonObject b):
                return a.Where(member => member.Key != "permalink").SelectMany(member => b.ContainsKey(member.Key)
                    ? Missing(member.Value, b[member.Key], $"{path} {member.Key}")
                    : [$"{path} {member.Key} is gone"]);
            case (JsonArray a, JsonArray b) when a.Count == b.Count:
                return a.Zip(b).SelectMany((pair, i) => Missing(pair.First, pair.Second, $"{path} {i}"));
            default:
                return JsonNode.DeepEquals(then, now) ? [] : [$"{path}: {then?.ToJsonString()} is now {now?.ToJsonString()}"];
        }
    }

    private static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(FromIssue2).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static async Task<long> CountAsync(LedgerApp app, string sql)
    {
        await using var command = app.Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private static async Task<string[]> TypesAsync(LedgerApp app)
    {
        await using var command = app.Database.CreateCommand("select array_agg(distinct type order by type)::text[] from ledger.mt_events");
        return (string[])(await command.ExecuteScalarAsync(Cancel))!;
    }
}
