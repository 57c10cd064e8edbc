using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

public class RetractingAndReinstatingAStatement
{
    private readonly Recorder _desk = Open();
    private readonly Guid _id;

    public RetractingAndReinstatingAStatement() => _id = _desk.Recorded(NoLand);

    [Fact]
    public void Takes_it_off_and_brings_it_back()
    {
        Assert.Equal(new StatementRetracted(_id, "misquoted"), _desk.Accepted<StatementRetracted>(Retract()));
        Assert.Equal((true, 2, NoLand), (_desk.Statement(_id).Retracted, _desk.Statement(_id).Revision, _desk.Statement(_id).Body));

        Assert.Equal(new StatementReinstated(_id, "quoted well"), _desk.Accepted<StatementReinstated>(Reinstate()));
        Assert.Equal((false, 3, NoLand), (_desk.Statement(_id).Retracted, _desk.Statement(_id).Revision, _desk.Statement(_id).Body));
    }

    [Fact]
    public void Is_refused_twice()
    {
        _desk.Do(Retract());
        _desk.Refused(Retract(), "statement-retracted", RefusalKind.Conflict);

        _desk.Do(Reinstate());
        _desk.Refused(Reinstate(), "statement-not-retracted", RefusalKind.Conflict);
    }

    [Fact]
    public void Frees_the_key_of_a_reinstated_one_again()
    {
        var id = _desk.Recorded(NoLand, "article-15");
        _desk.Do(new RetractStatement("ukraine", id, null, ""));
        _desk.Do(new ReinstateStatement("ukraine", id, null, ""));

        _desk.Unchanged(Record(NoLand, "article-15"), id.ToString());
    }

    private RetractStatement Retract() => new("ukraine", _id, null, "misquoted");

    private ReinstateStatement Reinstate() => new("ukraine", _id, null, "quoted well");
}
