namespace PositionLedger.Domain.Sources;

/// <summary>Asks to grade a source; grading it as it is already graded is recorded too, since the reason is new.</summary>
public sealed record GradeSource(string Id, Reliability Reliability, string Reason) : Command
{
    public override string Stream => StreamKey.Source(Id);

    public override Needs Needs => new() { Sources = [Id] };

    public override Decision Decide(Ledger ledger) => ledger.Sources.ContainsKey(Id)
        ? Decision.Append(Stream, new SourceGraded(Reliability, Reason))
        : Refusal.UnknownSource(Id);
}
