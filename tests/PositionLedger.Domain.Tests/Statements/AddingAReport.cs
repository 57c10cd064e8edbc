using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

public class AddingAReport
{
    private readonly Recorder _desk = Open();
    private readonly Guid _id;

    public AddingAReport() => _id = _desk.Recorded(NoLand);

    [Fact]
    public void Corroborates_and_makes_no_second_statement()
    {
        Assert.Equal(new ReportAdded(_id, 2, Report("reuters")), _desk.Accepted<ReportAdded>(Add(Report("reuters"))));

        Assert.Equal([Report("rt"), Report("reuters")], _desk.Statement(_id).Body.Reports);
        Assert.Equal(2, _desk.Statement(_id).Body.Roots);
        Assert.Single(_desk.Ledger.Statements);
    }

    [Fact]
    public void Twice_alike_changes_nothing_and_names_its_number()
    {
        _desk.Do(Add(Report("reuters") with { Chain = ["reuters", "afp"] }));

        _desk.Unchanged(Add(Report("rt")), _id.ToString(), 1);
        _desk.Unchanged(Add(Report("reuters") with { Chain = ["reuters", "afp"] }), _id.ToString(), 2);
    }

    [Fact]
    public void Is_refused_from_an_unknown_source() =>
        Assert.Equal("tass", _desk.Refused(Add(Report("tass")), "unknown-source", field: "source").Subject);

    [Fact]
    public void Is_refused_with_credibility_1_unless_it_brings_the_second_root()
    {
        _desk.Refused(Add(Report("reuters", 1, "rt")), "credibility-needs-two-roots", field: "credibility");

        _desk.Do(Add(Report("reuters", 1)));
    }

    [Fact]
    public void Is_refused_beyond_a_thousand()
    {
        var reports = Enumerable.Range(1, AddReport.MaxReports).Select(i => Report("rt") with { Url = $"{i}" });
        var full = _desk.Recorded(NoLand with { Reports = [.. reports] });

        _desk.Refused(new AddReport("ukraine", full, null, Report("reuters")), "too-many-reports");
    }

    [Fact]
    public void Needs_to_know_its_source_too() => Assert.Equal(["reuters"], Add(Report("reuters")).Needs.Sources);

    private AddReport Add(Report report) => new("ukraine", _id, null, report);
}
