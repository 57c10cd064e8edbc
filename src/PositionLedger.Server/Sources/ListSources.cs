using NodaTime;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Sources;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Writing;
using Wolverine.Http;

namespace PositionLedger.Server.Sources;

/// <summary>A grade a source was given, and when the ledger learnt of it.</summary>
/// <param name="Reason">Null for the grade it was registered with.</param>
public sealed record SourceGrade(Reliability Reliability, string? Reason, Instant RecordedAt);

/// <summary>A source with its grades over time.</summary>
/// <param name="Grades">In order of recording; the last one counts.</param>
public sealed record SourceHistory(string Id, string Name, string? Kind, Reliability Reliability, IReadOnlyList<SourceGrade> Grades);

/// <summary>All sources, and one of them with its grades over time.</summary>
public static class ListSourcesEndpoint
{
    private const string Columns = "s.id, s.name, s.kind, s.registered_reliability, s.reliability";

    [WolverineGet("/api/v1/sources")]
    [Takes("after", Page.AfterHelp), Takes("limit", Page.LimitHelp)]
    [Answers(200, typeof(Listing<SourceAnswer>)), Refuses(400)]
    [EndpointSummary("Sources, by id")]
    public static async Task<IResult> GetAll(HttpContext http, Database database, CancellationToken cancel)
    {
        var (page, problem) = Page.Read(http);
        if (page is null)
            return problem!;

        var rows = await database.ListAsync($"select {Columns} from ledger.source s where s.id > $1 order by s.id limit $2",
            row => SourceAnswer.Of(ReferenceRows.Source(row)), cancel, page.After, page.Limit + 1);
        return Answers.Json(http, page.Of(rows, source => source.Id));
    }

    [WolverineGet("/api/v1/sources/{source}")]
    [Answers(200, typeof(SourceHistory)), Refuses(404)]
    [EndpointSummary("One source, with its grades over time")]
    public static async Task<IResult> Get(string source, HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var rows = await database.ListAsync($"""
            select {Columns}, g.reliability, g.reason, g.recorded_at
            from ledger.source s join ledger.source_grade g on g.source = s.id
            where s.id = $1 order by g.version
            """, row => (Source: ReferenceRows.Source(row), Grade: Grade(row)), cancel, source);
        if (rows.Count == 0)
            return await commands.RefuseAsync(Refusal.UnknownSource(source), cancel);

        var found = rows[0].Source;
        return Answers.Json(http, new SourceHistory(found.Id, found.Name, found.Kind, found.Reliability, [.. rows.Select(row => row.Grade)]));
    }

    private static SourceGrade Grade(NpgsqlDataReader row) => new(
        Enum.Parse<Reliability>(row.GetString(5)), row.IsDBNull(6) ? null : row.GetString(6), Instant.FromDateTimeUtc(row.GetDateTime(7)));
}
