using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

/// <summary>What all amendments check.</summary>
public class AmendingAStatement
{
    private readonly Recorder _desk = Open();
    private readonly Guid _id;

    public AmendingAStatement() => _id = _desk.Recorded(NoLand with { Conditions = [new("a ceasefire", ConditionState.Open, null)] });

    public static TheoryData<string> Amendments =>
        [nameof(CorrectStatement), nameof(RetractStatement), nameof(AddReport), nameof(AssessReport), nameof(RetractReport),
            nameof(AssessCondition)];

    [Theory]
    [MemberData(nameof(Amendments))]
    [InlineData(nameof(ReinstateStatement))]
    public void Is_refused_for_an_unknown_statement(string amendment)
    {
        var nowhere = NewId();

        Assert.Equal(nowhere.ToString(),
            _desk.Refused(Amend(amendment) with { Id = nowhere }, "unknown-statement", RefusalKind.Unknown).Subject);
    }

    [Theory]
    [MemberData(nameof(Amendments))]
    [InlineData(nameof(ReinstateStatement))]
    public void Is_refused_in_the_stream_of_another_party(string amendment) =>
        _desk.Refused(Amend(amendment) with { Party = "russia" }, "unknown-statement", RefusalKind.Unknown);

    [Theory]
    [MemberData(nameof(Amendments))]
    [InlineData(nameof(ReinstateStatement))]
    public void Is_refused_for_an_earlier_revision(string amendment) =>
        _desk.Refused(Amend(amendment) with { Expected = [2, 3] }, "stale-revision", RefusalKind.Stale);

    [Theory]
    [MemberData(nameof(Amendments))]
    public void Is_accepted_for_the_revision_looked_at_and_makes_the_next_one(string amendment)
    {
        _desk.Do(new AddReport("ukraine", _id, [1], Report("reuters", 2)));

        _desk.Do(Amend(amendment) with { Expected = [1, 2] });

        Assert.Equal(3, _desk.Statement(_id).Revision);
    }

    [Theory]
    [MemberData(nameof(Amendments))]
    public void Is_refused_once_it_is_retracted(string amendment)
    {
        _desk.Do(new RetractStatement("ukraine", _id, null, "misquoted"));

        Assert.Equal(_id.ToString(), _desk.Refused(Amend(amendment), "statement-retracted", RefusalKind.Conflict).Subject);
    }

    [Theory]
    [MemberData(nameof(Amendments))]
    [InlineData(nameof(ReinstateStatement))]
    public void Goes_to_the_partys_stream_and_needs_the_statement(string amendment)
    {
        Assert.Equal("party/ukraine", Amend(amendment).Stream);
        Assert.Equal([_id], Amend(amendment).Needs.Statements);
    }

    private AmendStatement Amend(string amendment) => amendment switch
    {
        nameof(CorrectStatement) => new CorrectStatement("ukraine", _id, null, new() { Firmness = Firmness.RedLine }, "misread"),
        nameof(RetractStatement) => new RetractStatement("ukraine", _id, null, "misquoted"),
        nameof(ReinstateStatement) => new ReinstateStatement("ukraine", _id, null, "quoted well"),
        nameof(AddReport) => new AddReport("ukraine", _id, null, Report("reuters", 4)),
        nameof(AssessReport) => new AssessReport("ukraine", _id, null, 1, 2, "heard it"),
        nameof(RetractReport) => new RetractReport("ukraine", _id, null, 1, "another statement"),
        _ => new AssessCondition("ukraine", _id, null, 1, ConditionState.Met, new(2025, 9, 1), "signed"),
    };
}
