using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

public class RecordingAStatement
{
    private readonly Recorder _desk = Open();

    [Fact]
    public void Puts_it_on_record_in_the_partys_stream()
    {
        var command = Record(NoLand, "article-15");

        var recorded = _desk.Accepted<StatementRecorded>(command);

        Assert.Equal(new StatementRecorded(command.Id, "article-15", NoLand), recorded);
        Assert.Equal(new Statement(command.Id, "ukraine", 2, 1, false, NoLand), _desk.Statement(command.Id));
        Assert.Equal("party/ukraine", command.Stream);
    }

    [Fact]
    public void Needs_to_know_all_that_it_names()
    {
        var target = NewId();
        var needs = Record(NoLand with { RefersTo = target, Reports = [Report("rt"), Report("reuters")] }, "key").Needs;

        Assert.Equal((["ukraine"], ["cede-territory"], ["rt", "reuters"]), (needs.Parties, needs.Issues, needs.Sources));
        Assert.Equal(([target], [new("ukraine", "key")]), (needs.Statements, needs.Keys));
        Assert.Empty(Record(NoLand).Needs.Statements);
        Assert.Empty(Record(NoLand).Needs.Keys);
    }

    [Fact]
    public void Again_under_its_key_changes_nothing_even_after_a_correction()
    {
        var id = _desk.Recorded(NoLand, "article-15");
        _desk.Do(new CorrectStatement("ukraine", id, null, new() { Firmness = Firmness.RedLine }, "read again"));

        _desk.Unchanged(Record(NoLand, "article-15"), id.ToString());
    }

    [Fact]
    public void Is_refused_with_other_content_under_a_used_key()
    {
        var id = _desk.Recorded(NoLand, "article-15");

        var refusal = _desk.Refused(Record(NoLand with { Firmness = Firmness.RedLine }, "article-15"), "key-conflict",
            RefusalKind.Conflict, "key");
        Assert.Equal(id.ToString(), refusal.Subject);
    }

    [Fact]
    public void Is_refused_under_the_key_of_a_retracted_one_even_if_alike()
    {
        var id = _desk.Recorded(NoLand, "article-15");
        _desk.Do(new RetractStatement("ukraine", id, null, "misquoted"));

        Assert.Equal(id.ToString(), _desk.Refused(Record(NoLand, "article-15"), "key-of-retracted-statement", field: "key").Subject);
    }

    [Fact]
    public void Is_free_to_use_a_key_of_another_party()
    {
        _desk.Recorded(NoLand, "article-15");

        _desk.Recorded(NoLand with { Firmness = Firmness.RedLine }, "article-15", "russia");
    }

    [Fact]
    public void Twice_without_a_key_makes_two() => Assert.NotEqual(_desk.Recorded(NoLand), _desk.Recorded(NoLand));

    [Fact]
    public void Is_refused_for_what_is_not_on_record()
    {
        Assert.Equal("atlantis", _desk.Refused(Record(NoLand, null, "atlantis"), "unknown-party", RefusalKind.Unknown).Subject);
        Assert.Equal("no-issue", _desk.Refused(Record(NoLand with { Issue = "no-issue" }), "unknown-issue", field: "issue").Subject);
        Assert.Equal("tass",
            _desk.Refused(Record(NoLand with { Reports = [Report("tass")] }), "unknown-source", field: "report.source").Subject);
    }

    [Theory]
    [InlineData("2026-06-30", true)]
    [InlineData("2026-07-01", false)]
    [InlineData("2026-06-30T23:59Z", true)]
    [InlineData("2026-06-30T23:00-02:00", false)]
    [InlineData("2026-06", true)]
    [InlineData("2026-07", false)]
    [InlineData("2026-06-30/2026-07-15", true)]
    public void Is_refused_before_it_can_have_been_said(string saidOn, bool accepted)
    {
        var command = Record(NoLand with { SaidOn = SaidOn.TryParse(saidOn)! });

        if (accepted)
            _desk.Do(command);
        else
            _desk.Refused(command, "said-in-the-future", field: "saidOn");
    }

    [Fact]
    public void Is_refused_when_it_ends_before_it_was_said()
    {
        var coarse = NoLand with { SaidOn = SaidOn.TryParse("2025-08")! };

        _desk.Refused(Record(coarse with { EffectiveUntil = new(2025, 8, 30) }), "ends-before-it-was-said", field: "effectiveUntil");
        _desk.Recorded(coarse with { EffectiveUntil = new(2025, 8, 31) });
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(1, 2, true)]
    [InlineData(2, 1, true)]
    public void Is_refused_with_credibility_1_and_one_root(int credibility, int roots, bool accepted)
    {
        var reports = new[] { Report("rt", credibility, "root-1"), Report("reuters", 3, $"root-{roots}") };
        var command = Record(NoLand with { Reports = [.. reports] });

        if (accepted)
            _desk.Do(command);
        else
            _desk.Refused(command, "credibility-needs-two-roots", field: "report.credibility");
    }
}
