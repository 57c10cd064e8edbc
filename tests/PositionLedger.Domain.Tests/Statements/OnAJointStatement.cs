using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

/// <summary>A desk with one statement of two parties, and every amendment of it.</summary>
public abstract class OnAJointStatement
{
    private protected Recorder Book { get; } = Open();

    protected OnAJointStatement() =>
        (Ours, Theirs) = Book.RecordedJointly(NoLand with { Conditions = [new("a ceasefire", ConditionState.Open, null)] });

    protected Guid Ours { get; }

    protected Guid Theirs { get; }

    protected (int Ours, int Theirs) Revisions => (Book.Statement(Ours).Revision, Book.Statement(Theirs).Revision);

    protected ValueList<JointCopy> Copies => Book.Statement(Ours).Joint;

    protected void Only(string party, string amendment) => Book.Do(Amend(amendment) with { Only = party });

    protected AmendStatement Amend(string amendment) => Of(amendment) with { Joint = Copies };

    private AmendStatement Of(string amendment) => amendment switch
    {
        nameof(CorrectStatement) => new CorrectStatement("ukraine", Ours, null, new() { Firmness = Firmness.RedLine }, "misread"),
        nameof(RetractStatement) => new RetractStatement("ukraine", Ours, null, "misquoted"),
        nameof(ReinstateStatement) => new ReinstateStatement("ukraine", Ours, null, "quoted well"),
        nameof(AddReport) => new AddReport("ukraine", Ours, null, Report("reuters", 4)),
        nameof(AssessReport) => new AssessReport("ukraine", Ours, null, 1, 2, "heard it"),
        nameof(RetractReport) => new RetractReport("ukraine", Ours, null, 1, "another statement"),
        _ => new AssessCondition("ukraine", Ours, null, 1, ConditionState.Met, new(2025, 9, 1), "signed"),
    };
}
