using PositionLedger.Domain.Sources;

namespace PositionLedger.Domain.Tests.Sources;

public class GradingASource
{
    private readonly Recorder _desk = Desk.Open();

    [Fact]
    public void Grades_all_its_reports_from_now_on()
    {
        var graded = _desk.Accepted<SourceGraded>(new GradeSource("rt", Reliability.E, "fabrications"));

        Assert.Equal(new SourceGraded(Reliability.E, "fabrications"), graded);
        Assert.Equal((Reliability.E, Reliability.F),
            (_desk.Ledger.Sources["rt"].Reliability, _desk.Ledger.Sources["rt"].RegisteredReliability));
    }

    [Fact]
    public void As_it_is_graded_already_is_recorded_for_its_reason() =>
        _desk.Accepted<SourceGraded>(new GradeSource("rt", Reliability.F, "looked at again"));

    [Fact]
    public void Is_refused_for_an_unknown_source() =>
        Assert.Equal("tass", _desk.Refused(new GradeSource("tass", Reliability.B, ""), "unknown-source", RefusalKind.Unknown).Subject);

    [Fact]
    public void Needs_to_know_the_source() => Assert.Equal(["rt"], new GradeSource("rt", Reliability.B, "").Needs.Sources);
}
