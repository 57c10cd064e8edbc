using System.Text.Json;
using NodaTime;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;
using Wolverine.Http;

namespace PositionLedger.Server.Statements;

/// <summary>A statement as it stands, its reports and everything that was ever done to it.</summary>
public sealed record StatementAnswer
{
    public required Guid Id { get; init; }
    public required string Party { get; init; }
    public required string? Key { get; init; }
    public required int Revision { get; init; }
    public required bool Retracted { get; init; }
    public required string Issue { get; init; }
    public required Speaker Speaker { get; init; }
    public required StatementKind Kind { get; init; }
    public required Stance? Stance { get; init; }
    public required Firmness? Firmness { get; init; }
    public required IReadOnlyList<NumberedCondition> Conditions { get; init; }
    public required string SaidOn { get; init; }

    /// <summary>The first and last possible day of saidOn; the first is null where it has an open start.</summary>
    public required PossibleDays Days { get; init; }
    public required LocalDate? EffectiveUntil { get; init; }
    public required Guid? RefersTo { get; init; }
    public required Denies? Denies { get; init; }

    /// <summary>All copies of a joint statement, this one included, the addressed party's first; empty for an ordinary one.</summary>
    public required IReadOnlyList<JointCopy> Joint { get; init; }
    public required Quote Quote { get; init; }
    public required Attribution Attribution { get; init; }
    public required IReadOnlyList<NumberedReport> Reports { get; init; }

    /// <summary>How many independent origins the standing reports have.</summary>
    public required int Roots { get; init; }

    /// <summary>The recording and all amendments, in order.</summary>
    public required IReadOnlyList<StatementEvent> History { get; init; }

    internal static StatementAnswer Of(Statement statement, string? key, IReadOnlyList<StatementEvent> history)
    {
        var body = statement.Body;
        return new()
        {
            Id = statement.Id,
            Party = statement.Party,
            Key = key,
            Revision = statement.Revision,
            Retracted = statement.Retracted,
            Issue = body.Issue,
            Speaker = body.Speaker,
            Kind = body.Kind,
            Stance = body.Stance,
            Firmness = body.Firmness,
            Conditions = [.. body.Conditions.Select(NumberedCondition.Of).Where((_, i) => !body.Conditions[i].Dropped)],
            SaidOn = body.SaidOn.Edtf,
            Days = new(body.SaidOn.Earliest == Domain.Statements.SaidOn.OpenStart ? null : body.SaidOn.Earliest, body.SaidOn.Latest),
            EffectiveUntil = body.EffectiveUntil,
            RefersTo = body.RefersTo,
            Denies = body.Denies,
            Joint = statement.Joint,
            Quote = body.Quote,
            Attribution = body.Attribution,
            Reports = [.. body.Reports.Select(NumberedReport.Of)],
            Roots = body.Roots,
            History = history,
        };
    }
}

/// <summary>The days on which something may have been said, both inclusive.</summary>
public sealed record PossibleDays(LocalDate? Earliest, LocalDate Latest);

/// <summary>A condition with its number within the statement, from 1, and what was found of it since.</summary>
public sealed record NumberedCondition(
    int Number, string Text, ConditionState State, Stance? Otherwise, IReadOnlyList<ConditionAssessment> Assessments)
{
    internal static NumberedCondition Of(Condition condition, int index) =>
        new(index + 1, condition.Text, condition.State, condition.Otherwise, condition.Assessments);
}

/// <summary>A report with its number within the statement, from 1.</summary>
public sealed record NumberedReport(
    int Number, string Source, string? Url, LocalDate? PublishedOn, Instant? RetrievedAt, int Credibility, IReadOnlyList<string> Chain, string Root,
    bool Retracted)
{
    internal static NumberedReport Of(Report report, int index) => new(
        index + 1, report.Source, report.Url, report.PublishedOn, report.RetrievedAt, report.Credibility, report.Chain, report.Root, report.Retracted);
}

/// <summary>One event in a statement's history, with its metadata.</summary>
/// <param name="Event">The event as it is stored.</param>
public sealed record StatementEvent(
    int Revision, string Type, Instant RecordedAt, string? RecordedBy, string? Correlation, string? Client, JsonElement Event);

/// <summary>One statement with its whole history.</summary>
public static class ShowStatementEndpoint
{
    [WolverineGet("/api/v1/statements/{id}"), NotYet("knownAt"), NotYet("ledgerSize")]
    [Answers(200, typeof(StatementAnswer)), Refuses(400, 404)]
    [EndpointSummary("A statement as it stands, with its reports and the history of its amendments")]
    public static async Task<IResult> Get(Guid id, HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        // Of the versions only the last one's body: a statement of a thousand reports has as many bodies, ever larger.
        var rows = await database.ListAsync($"""
            select {StatementRow.ColumnsBeforeBody}, case when v.closed_by is null then v.body end,
              v.key, e.type, e.timestamp, e.user_name, e.correlation_id, e.headers->>'client', e.data, v.joint
            from ledger.statement_version v join ledger.mt_events e on e.id = v.opened_by
            where v.statement_id = $1 order by v.revision
            """, Read, cancel, id);
        if (rows.Count == 0)
            return await commands.RefuseAsync(Refusal.UnknownStatement(id), cancel);

        var (statement, key, _) = rows[^1];
        return Answers.Json(http, StatementAnswer.Of(statement!, key, [.. rows.Select(row => row.Event)]), $"{statement!.Revision}");
    }

    private static (Statement? Statement, string? Key, StatementEvent Event) Read(NpgsqlDataReader row)
    {
        var statement = row.IsDBNull(5) ? null : StatementRow.Read(row, 0) with { Joint = StatementRow.Joint(row, 13) };
        return (statement, Text(6), new(row.GetInt32(3), row.GetString(7), Instant.FromDateTimeUtc(row.GetDateTime(8)), Text(9), Text(10),
            Text(11), JsonSerializer.Deserialize<JsonElement>(row.GetFieldValue<byte[]>(12))));

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
