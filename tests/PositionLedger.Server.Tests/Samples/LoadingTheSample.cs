using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Samples;

/// <summary>Which ledgers get the sample at a start that asks for it.</summary>
public sealed class LoadingTheSample(TestPostgres postgres) : IDisposable
{
    private const int WholeSample = 35;

    // Its files end where a killed start may have ended.
    private readonly string _begun = $"begun-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(FolderOf(_begun)))
            Directory.Delete(FolderOf(_begun), recursive: true);
    }

    [Fact]
    public async Task One_that_holds_the_first_events_of_it_gets_the_rest()
    {
        await BeginAsync(("parties", 99), ("issues", 2), ("sources", 0), ("statements", 0));
        await using var killed = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", _begun));
        var before = await EventsAsync(killed);

        await using var next = await LedgerApp.StartAsync(postgres, killed.ConnectionString, ("LEDGER_SAMPLE", Sample.Name));

        Assert.Equal(7, before);
        Assert.Equal(WholeSample, await EventsAsync(next));
    }

    [Fact]
    public async Task One_that_holds_all_of_it_stays_as_it_is()
    {
        await using var first = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", Sample.Name));

        await using var next = await LedgerApp.StartAsync(postgres, first.ConnectionString, ("LEDGER_SAMPLE", Sample.Name));

        Assert.Equal(WholeSample, await EventsAsync(next));
    }

    [Theory]
    [InlineData(1), InlineData(2)]
    public async Task One_that_holds_a_joint_statement_of_it_gets_the_rest_or_stays_as_it_is(int statements)
    {
        await BeginAsync(("parties", 99), ("issues", 99), ("sources", 99), ("statements", 2));
        var path = Path.Combine(FolderOf(_begun), "statements.ndjson");
        var (lines, parties) = (await File.ReadAllLinesAsync(path, Cancel), await File.ReadAllTextAsync(Path.Combine(FolderOf(_begun), "parties.ndjson"), Cancel));
        var party = JsonNode.Parse(lines[0])!["party"]!.ToString();
        var other = parties.Split('\n').First(line => line.Length > 0 && !line.Contains($"\"{party}\"", StringComparison.Ordinal));
        lines[0] = $$"""{ "jointWith": ["{{JsonNode.Parse(other)!["id"]}}"], {{lines[0].TrimStart()[1..]}}""";
        await File.WriteAllLinesAsync(path, lines.Take(statements), Cancel);
        await using var first = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", _begun));
        var before = await EventsAsync(first);
        await File.WriteAllLinesAsync(path, lines, Cancel);

        await using var next = await LedgerApp.StartAsync(postgres, first.ConnectionString, ("LEDGER_SAMPLE", _begun));

        Assert.Equal(before + 2 - statements, await EventsAsync(next));
    }

    [Fact]
    public async Task One_with_an_event_of_anybody_else_gets_nothing()
    {
        await BeginAsync(("parties", 1), ("issues", 0), ("sources", 0), ("statements", 0));
        await using var used = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", _begun));
        await Api.Of(used).PostAsync("/api/v1/parties", new { id = "upland", name = "Upland", kind = "state" });

        await using var next = await LedgerApp.StartAsync(postgres, used.ConnectionString, ("LEDGER_SAMPLE", Sample.Name));

        Assert.Equal(2, await EventsAsync(next));
    }

    [Fact]
    public async Task One_that_holds_it_in_other_words_stays_as_it_is_and_starts()
    {
        await BeginAsync(("parties", 1), ("issues", 0), ("sources", 0), ("statements", 0));
        var parties = Path.Combine(FolderOf(_begun), "parties.ndjson");
        await File.WriteAllTextAsync(parties, (await File.ReadAllTextAsync(parties, Cancel)).Replace("\"name\": \"", "\"name\": \"Old ", StringComparison.Ordinal), Cancel);
        await using var older = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", _begun));

        await using var next = await LedgerApp.StartAsync(postgres, older.ConnectionString, ("LEDGER_SAMPLE", Sample.Name));

        Assert.Equal(1, await EventsAsync(next));
    }

    [Fact]
    public async Task One_that_holds_an_older_one_gets_nothing_of_what_is_new_in_it()
    {
        // As if the newer sample had a party more in front, and the last of the older ones in other words.
        await BeginAsync(("parties", 99), ("issues", 1), ("sources", 0), ("statements", 0));
        var parties = Path.Combine(FolderOf(_begun), "parties.ndjson");
        var lines = await File.ReadAllLinesAsync(parties, Cancel);
        await File.WriteAllLinesAsync(parties, [.. lines[1..^1], lines[^1].Replace("\"name\": \"", "\"name\": \"Old ", StringComparison.Ordinal)], Cancel);
        await using var older = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", _begun));
        var before = await EventsAsync(older);

        await using var next = await LedgerApp.StartAsync(postgres, older.ConnectionString, ("LEDGER_SAMPLE", Sample.Name));

        Assert.Equal(before, await EventsAsync(next));
    }

    private async Task BeginAsync(params (string File, int Lines)[] begun)
    {
        Directory.CreateDirectory(FolderOf(_begun));
        foreach (var (file, lines) in begun)
        {
            var whole = await File.ReadAllLinesAsync(Path.Combine(FolderOf(Sample.Name), $"{file}.ndjson"), Cancel);
            await File.WriteAllLinesAsync(Path.Combine(FolderOf(_begun), $"{file}.ndjson"), whole.Take(lines), Cancel);
        }
    }

    private static string FolderOf(string sample) => Path.Combine(AppContext.BaseDirectory, "samples", sample);

    private static Task<long> EventsAsync(LedgerApp app) => Sql.AskAsync<long>(app.ConnectionString, "select count(*) from ledger.mt_events");
}
