using PositionLedger.Domain.Sources;

namespace PositionLedger.Domain.Tests.Sources;

public class RegisteringASource
{
    private static readonly RegisterSource Tass = new("tass", "TASS", "wire", Reliability.C);
    private readonly Recorder _desk = Desk.Open();

    [Fact]
    public void Puts_it_on_record_with_its_first_grade()
    {
        Assert.Equal(new SourceRegistered("tass", "TASS", "wire", Reliability.C), _desk.Accepted<SourceRegistered>(Tass));
        Assert.Equal(new Source("tass", "TASS", "wire", Reliability.C), _desk.Ledger.Sources["tass"]);
        Assert.Equal("source/tass", Tass.Stream);
    }

    [Fact]
    public void Twice_alike_changes_nothing_even_after_a_new_grade()
    {
        _desk.Do(Tass);
        _desk.Do(new GradeSource("tass", Reliability.D, "errors"));

        _desk.Unchanged(Tass, "tass");
        Assert.Equal(Reliability.D, _desk.Ledger.Sources["tass"].Reliability);
    }

    [Fact]
    public void Is_refused_with_other_content()
    {
        _desk.Do(Tass);
        _desk.Do(new GradeSource("tass", Reliability.D, "errors"));

        _desk.Refused(Tass with { Reliability = Reliability.D }, "source-exists", RefusalKind.Conflict);
        _desk.Refused(Tass with { Name = "Tass" }, "source-exists", RefusalKind.Conflict);
        _desk.Refused(Tass with { Kind = null }, "source-exists", RefusalKind.Conflict);
    }

    [Fact]
    public void Needs_to_know_the_source() => Assert.Equal(["tass"], Tass.Needs.Sources);
}
