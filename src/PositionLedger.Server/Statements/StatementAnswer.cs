using System.Text.Json;
using NodaTime;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store.Sealed;

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
    public required LedgerPosition Ledger { get; init; }

    /// <summary>Where this answer is the same bytes for ever; null while an event of the party's isn't sealed yet.</summary>
    public required string? Permalink { get; init; }

    internal static StatementAnswer Of(Statement statement, string? key, IReadOnlyList<StatementEvent> history, LedgerPosition ledger, bool isSealed)
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
            Ledger = ledger,
            Permalink = isSealed ? Http.Permalink.To($"/api/v1/statements/{statement.Id}", ("ledgerSize", ledger.Size)) : null,
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
