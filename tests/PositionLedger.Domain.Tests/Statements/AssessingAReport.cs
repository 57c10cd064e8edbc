using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

public class AssessingAReport
{
    private readonly Recorder _desk = Open();
    private readonly Guid _id;

    public AssessingAReport() => _id = _desk.Recorded(NoLand with { Reports = [Report("rt"), Report("reuters")] });

    [Fact]
    public void Judges_it_otherwise()
    {
        Assert.Equal(new ReportAssessed(_id, 2, 1, "heard it"), _desk.Accepted<ReportAssessed>(Assess(2, 1)));

        Assert.Equal([3, 1], _desk.Statement(_id).Body.Reports.Select(report => report.Credibility));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Is_refused_for_a_report_it_has_not(int number) =>
        _desk.Refused(Assess(number, 2), "unknown-report", RefusalKind.Unknown);

    [Fact]
    public void Is_refused_for_a_report_that_was_taken_off()
    {
        _desk.Do(new RetractReport("ukraine", _id, null, 1, "another statement"));

        _desk.Refused(Assess(1, 2), "report-retracted", RefusalKind.Conflict);
    }

    [Fact]
    public void Is_refused_as_confirmed_with_one_root()
    {
        _desk.Do(new RetractReport("ukraine", _id, null, 1, "another statement"));

        _desk.Refused(Assess(2, 1), "credibility-needs-two-roots", field: "credibility");
    }

    private AssessReport Assess(int number, int credibility) => new("ukraine", _id, null, number, credibility, "heard it");
}
