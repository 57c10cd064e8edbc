namespace PositionLedger.Domain.Statements;

/// <summary>A statement as it stands after its amendments.</summary>
/// <param name="Order">The version of the party's stream that recorded it; of two statements the lower was recorded first.</param>
/// <param name="Revision">How many events made it what it is, from 1.</param>
public sealed record Statement(Guid Id, string Party, long Order, int Revision, bool Retracted, StatementBody Body)
{
    /// <summary>All copies of a joint statement, this one included, the addressed party's first; empty for an ordinary one.</summary>
    public ValueList<JointCopy> Joint { get; init; } = [];

    public static Statement Recorded(string party, long version, StatementRecorded e) =>
        new(e.Id, party, version, 1, false, e.Body) { Joint = e.Joint };

    /// <summary>The copy in a party's stream: its own id for its own party; null where that party holds none.</summary>
    public Guid? CopyOf(string party) =>
        party == Party ? Id : Joint.FirstOrDefault(copy => copy.Party == party)?.Statement;

    /// <summary>The statement after one more amendment. Never refuses: what has happened can't be argued with.</summary>
    /// <exception cref="UnknownEventException">The event is of a type this fold doesn't know.</exception>
    public Statement Evolve(StatementAmendment amendment) => amendment switch
    {
        StatementCorrected e => Next(e.Changes.ApplyTo(Body)),
        StatementRetracted => Next(Body) with { Retracted = true },
        StatementReinstated => Next(Body) with { Retracted = false },
        ReportAdded e => Next(Body with { Reports = Body.Reports.Add(e.Report) }),
        ReportAssessed e => Next(WithReport(e.Number, report => report with { Credibility = e.Credibility })),
        ReportRetracted e => Next(WithReport(e.Number, report => report with { Retracted = true })),
        ConditionAssessed e => Next(WithAssessment(e)),
        _ => throw new UnknownEventException(amendment),
    };

    private Statement Next(StatementBody body) => this with { Body = body, Revision = Revision + 1 };

    private StatementBody WithReport(int number, Func<Report, Report> change) =>
        Body with { Reports = Body.Reports.SetItem(number - 1, change(Body.Reports[number - 1])) };

    private StatementBody WithAssessment(ConditionAssessed e)
    {
        var condition = Body.Conditions[e.Number - 1];
        var assessed = condition with { Assessments = condition.Assessments.Add(new(e.State, e.On, e.Reason)) };
        return Body with { Conditions = Body.Conditions.SetItem(e.Number - 1, assessed) };
    }
}
