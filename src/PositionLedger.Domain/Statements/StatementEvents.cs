using NodaTime;

namespace PositionLedger.Domain.Statements;

/// <summary>A statement was put on record, with its first report.</summary>
public sealed record StatementRecorded(Guid Id, string? Key, StatementBody Body) : LedgerEvent
{
    /// <summary>All copies of a joint statement, this one included, the addressed party's first; empty for an ordinary one.</summary>
    public ValueList<JointCopy> Joint { get; init; } = [];

    /// <summary>The retracted statements that it looked like when it was recorded; the recorder knew.</summary>
    public ValueList<Guid> Acknowledges { get; init; } = [];
}

/// <summary>A recorder's act on a recorded statement; the party did nothing.</summary>
public abstract record StatementAmendment(Guid Statement) : LedgerEvent;

/// <summary>Fields were recorded wrongly and are overwritten; the earlier values stay in the history.</summary>
public sealed record StatementCorrected(Guid Statement, StatementChanges Changes, string Reason) : StatementAmendment(Statement);

/// <summary>The recorder was wrong to record it.</summary>
public sealed record StatementRetracted(Guid Statement, string Reason) : StatementAmendment(Statement);

/// <summary>The recorder was right after all.</summary>
public sealed record StatementReinstated(Guid Statement, string Reason) : StatementAmendment(Statement);

/// <summary>The statement appeared in one more place.</summary>
/// <param name="Number">The report's number from now on: one more than there were.</param>
public sealed record ReportAdded(Guid Statement, int Number, Report Report) : StatementAmendment(Statement);

/// <summary>A report is judged otherwise.</summary>
public sealed record ReportAssessed(Guid Statement, int Number, int Credibility, string Reason) : StatementAmendment(Statement);

/// <summary>A report was attached wrongly and is taken off.</summary>
public sealed record ReportRetracted(Guid Statement, int Number, string Reason) : StatementAmendment(Statement);

/// <summary>From a day on, a condition is met, has failed or is open again.</summary>
public sealed record ConditionAssessed(Guid Statement, int Number, ConditionState State, LocalDate On, string Reason)
    : StatementAmendment(Statement);
