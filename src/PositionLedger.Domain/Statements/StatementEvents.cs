using NodaTime;

namespace PositionLedger.Domain.Statements;

/// <summary>A statement was put on record, with its first report.</summary>
public sealed record StatementRecorded(Guid Id, string? Key, StatementBody Statement) : LedgerEvent;

/// <summary>A recorder's act on a recorded statement; the party did nothing.</summary>
public abstract record StatementAmendment(Guid Statement) : LedgerEvent;

/// <summary>Fields were recorded wrongly and are overwritten; the earlier values stay in the history.</summary>
public sealed record StatementCorrected(Guid Statement, StatementChanges Changes, string Reason) : StatementAmendment(Statement);

/// <summary>The recorder was wrong to record it.</summary>
public sealed record StatementRetracted(Guid Statement, string Reason) : StatementAmendment(Statement);

/// <summary>The recorder was right after all.</summary>
public sealed record StatementReinstated(Guid Statement, string Reason) : StatementAmendment(Statement);

/// <summary>The statement appeared in one more place.</summary>
public sealed record ReportAdded(Guid Statement, Report Report) : StatementAmendment(Statement);

/// <summary>A report is judged otherwise.</summary>
public sealed record ReportAssessed(Guid Statement, int Report, int Credibility, string Reason) : StatementAmendment(Statement);

/// <summary>A report was attached wrongly and is taken off.</summary>
public sealed record ReportRetracted(Guid Statement, int Report, string Reason) : StatementAmendment(Statement);

/// <summary>From a day on, a condition is met, has failed or is open again.</summary>
public sealed record ConditionAssessed(Guid Statement, int Condition, ConditionState State, LocalDate On, string Reason)
    : StatementAmendment(Statement);

/// <summary>What a correction overwrites; everything but the party, the issue, the key and what the statement refers to.</summary>
public sealed record StatementChanges
{
    public Optional<Speaker> Speaker { get; init; }
    public Optional<StatementKind> Kind { get; init; }
    public Optional<Stance?> Stance { get; init; }
    public Optional<Firmness?> Firmness { get; init; }

    /// <summary>The whole list; a condition whose text stays keeps its assessments.</summary>
    public Optional<ValueList<Condition>> Conditions { get; init; }

    public Optional<SaidOn> SaidOn { get; init; }
    public Optional<LocalDate?> EffectiveUntil { get; init; }
    public Optional<Denies?> Denies { get; init; }
    public Optional<Quote> Quote { get; init; }
    public Optional<Attribution> Attribution { get; init; }

    /// <summary>The statement's first report.</summary>
    public Optional<Report> Report { get; init; }

    /// <summary>The statement with the given fields overwritten.</summary>
    public StatementBody ApplyTo(StatementBody body) => body with
    {
        Speaker = Speaker.Or(body.Speaker),
        Kind = Kind.Or(body.Kind),
        Stance = Stance.Or(body.Stance),
        Firmness = Firmness.Or(body.Firmness),
        Conditions = Conditions.IsGiven ? KeepingAssessments(Conditions.Or([]), body.Conditions) : body.Conditions,
        SaidOn = SaidOn.Or(body.SaidOn),
        EffectiveUntil = EffectiveUntil.Or(body.EffectiveUntil),
        Denies = Denies.Or(body.Denies),
        Quote = Quote.Or(body.Quote),
        Attribution = Attribution.Or(body.Attribution),
        Reports = Report.IsGiven
            ? body.Reports.SetItem(0, Report.Or(body.Reports[0]) with { Retracted = body.Reports[0].Retracted })
            : body.Reports,
    };

    private static ValueList<Condition> KeepingAssessments(ValueList<Condition> given, ValueList<Condition> recorded)
    {
        var left = recorded.ToList();
        return [.. given.Select(condition => left.Find(old => old.Text == condition.Text) is { } same && left.Remove(same)
            ? condition with { Assessments = same.Assessments }
            : condition)];
    }
}
