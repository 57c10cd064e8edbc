using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

public class RetractingAReport
{
    private readonly Recorder _desk = Open();
    private readonly Guid _id;

    public RetractingAReport() => _id = _desk.Recorded(NoLand with { Reports = [Report("rt"), Report("reuters")] });

    [Fact]
    public void Takes_it_off_and_leaves_the_others_their_numbers()
    {
        Assert.Equal(new ReportRetracted(_id, 1, "another statement"), _desk.Accepted<ReportRetracted>(Retract(1)));

        var body = _desk.Statement(_id).Body;
        Assert.Equal([Report("rt") with { Retracted = true }, Report("reuters")], body.Reports);
        Assert.Equal([Report("reuters")], body.StandingReports);
        Assert.Equal(1, body.Roots);
    }

    [Fact]
    public void Is_refused_for_the_last_one()
    {
        _desk.Do(Retract(1));

        _desk.Refused(Retract(2), "last-report");
    }

    [Fact]
    public void Is_refused_twice()
    {
        _desk.Do(Retract(1));

        _desk.Refused(Retract(1), "report-retracted", RefusalKind.Conflict);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Is_refused_for_a_report_it_has_not(int number) => _desk.Refused(Retract(number), "unknown-report", RefusalKind.Unknown);

    [Fact]
    public void Is_refused_while_it_is_the_second_root_of_a_confirmed_one()
    {
        _desk.Do(new AssessReport("ukraine", _id, null, 2, 1, "heard it"));

        Assert.Contains("Assess that one first", _desk.Refused(Retract(1), "credibility-needs-two-roots").Why, StringComparison.Ordinal);
        _desk.Do(Retract(2));
    }

    private RetractReport Retract(int number) => new("ukraine", _id, null, number, "another statement");
}
