using System.Text.Json.Nodes;
using Npgsql;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Imports;

/// <summary>Events, their metadata and the read models come out the same as if each statement had been posted.</summary>
public sealed class ImportedAsIfPosted(TestPostgres postgres)
{
    private const string Events = """
        select stream_id, version, type, (data - 'id') #>> '{}', headers::text, user_name, tenant_id, is_archived, mt_dotnet_type, correlation_id is null,
          timestamp between now() - interval '1 hour' and clock_timestamp()
        from ledger.mt_events order by stream_id, version
        """;

    private const string Streams = "select id, type, version, tenant_id, is_archived from ledger.mt_streams order by id";

    // A statement is known by its place in its party's stream; the ids themselves differ.
    private const string Versions = """
        select v.party, v.ordinal, v.revision, v.issue, v.key, v.joint is null, v.retracted, v.look_alike is null, v.earliest, v.latest, v.sources::text, v.body::text,
          v.recorded_at = e.timestamp, e.version
        from ledger.statement_version v join ledger.mt_events e on e.id = v.opened_by order by v.party, v.ordinal, v.revision
        """;

    private const string Stances = """
        select c.party, c.issue, c.sources::text, c.grades, c.kept, c.plain, p.from_day, p.stance,
          array(select v.ordinal from unnest(p.governing) u(id) join ledger.statement_version v on v.statement_id = u.id and v.revision = 1 order by 1)::text,
          (select string_agg(concat_ws(' ', v.ordinal, v.from_day, v.until_day, v.role, v.stance), ',' order by v.ordinal, v.from_day)
            from ledger.stance_voice v where v.party = c.party and v.issue = c.issue)
        from ledger.stance_cell c left join ledger.stance_period p on p.party = c.party and p.issue = c.issue order by c.party, c.issue, p.from_day
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Leaves_the_same_events_metadata_and_read_models()
    {
        await using var posted = await LedgerApp.StartAsync(postgres);
        await using var imported = await LedgerApp.StartAsync(postgres);
        var cells = Enumerable.Range(0, 3).Select(i => new Cell(Api.Of(posted), $"party-{i}", $"issue-{i % 2}", $"source-{i % 2}")).ToArray();
        JsonObject[] lines = [.. Enumerable.Range(0, 120).Select(i => Line(cells[i % 3], i))];

        foreach (var app in new[] { posted, imported })
            await ReferenceAsync(Api.Of(app), cells);
        foreach (var line in lines)
        {
            var body = line.DeepClone().AsObject();
            body.Remove("party");
            await Given.Created(Api.Of(posted).PostAsync($"/api/v1/parties/{line["party"]}/statements", body));
        }

        var report = await Imported.LinesAsync(Api.Of(imported), lines);

        Assert.Equal((120, 0, 0), Imported.Counts(report));
        foreach (var sql in (string[])[Events, Streams, Versions, Stances])
            Assert.Equal(await RowsAsync(posted, sql), await RowsAsync(imported, sql));
        Assert.Equal(await SealedLedger.IsWholeAsync(posted), await SealedLedger.IsWholeAsync(imported));
        // What was sent together can be found together.
        Assert.Equal(120, await Sql.AskAsync<long>(imported.ConnectionString, $"select count(*) from ledger.mt_events where correlation_id = '{report["id"]}'"));
    }

    private static async Task ReferenceAsync(Api api, Cell[] cells)
    {
        foreach (var party in cells.Select(cell => cell.Party).Distinct())
            await Given.Created(api.PostAsync("/api/v1/parties", new { id = party, name = "A party", kind = "state" }));
        foreach (var issue in cells.Select(cell => cell.Issue).Distinct())
            await Given.Created(api.PostAsync("/api/v1/issues", new { id = issue, negotiation = "talks", title = "An issue", proposition = "It is so." }));
        foreach (var source in cells.Select(cell => cell.Source).Distinct())
            await Given.Created(api.PostAsync("/api/v1/sources", new { id = source, name = "A source", reliability = "B" }));
    }

    // Conflicts of a day, days out of order, uncertain days, conditions, lower voices: what a cell can hold.
    private static JsonObject Line(Cell cell, int i)
    {
        var line = cell.Statement(i % 4 == 0 ? "accepts" : "rejects", i % 17 == 3 ? "2025-08" : $"2025-{i * 7 % 10 + 1:00}-{i % 5 + 1:00}", i % 3 == 0 ? $"key-{i}" : null, $"Words {i}: \"é…\"");
        line["party"] = cell.Party;
        if (i % 5 == 0)
            line["speaker"]!["authority"] = "official";
        if (i % 6 == 0)
            line["conditions"] = new JsonArray(new JsonObject { ["text"] = "if they leave" });
        return line;
    }

    private static async Task<string[]> RowsAsync(LedgerApp app, string sql)
    {
        await using var connection = new NpgsqlConnection(app.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancel);
#pragma warning disable CA2100 // the test's own SQL
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancel))
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        Assert.NotEmpty(rows);
        return [.. rows];
    }
}
