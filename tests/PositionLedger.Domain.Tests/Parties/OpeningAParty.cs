using PositionLedger.Domain.Parties;

namespace PositionLedger.Domain.Tests.Parties;

public class OpeningAParty
{
    private static readonly Party Ukraine = new("ukraine", "Ukraine", PartyKind.State, ["Ukrayina"]);
    private readonly Recorder _desk = new();

    [Fact]
    public void Opens_its_stream()
    {
        var opened = _desk.Accepted<PartyOpened>(new OpenParty(Ukraine));

        Assert.Equal(Ukraine, Party.Opened(opened));
        Assert.Equal(Ukraine, _desk.Ledger.Parties["ukraine"]);
        Assert.Equal("party/ukraine", new OpenParty(Ukraine).Stream);
    }

    [Fact]
    public void Twice_alike_changes_nothing()
    {
        _desk.Do(new OpenParty(Ukraine));

        _desk.Unchanged(new OpenParty(Ukraine with { Aliases = ["Ukrayina"] }), "ukraine");
    }

    [Fact]
    public void As_it_was_opened_changes_nothing_whatever_it_is_called_by_now()
    {
        _desk.Do(new OpenParty(Ukraine));
        _desk.Do(new RenameParty("ukraine", "Another name", ["Ukraine"]));

        _desk.Unchanged(new OpenParty(Ukraine), "ukraine");
        _desk.Refused(new OpenParty(Ukraine with { Name = "Another name", Aliases = ["Ukraine"] }), "party-exists", RefusalKind.Conflict);
    }

    [Fact]
    public void Is_refused_with_other_content()
    {
        _desk.Do(new OpenParty(Ukraine));

        Assert.Equal("ukraine", _desk.Refused(new OpenParty(Ukraine with { Aliases = [] }), "party-exists", RefusalKind.Conflict).Subject);
    }

    [Fact]
    public void Needs_to_know_the_party() => Assert.Equal(["ukraine"], new OpenParty(Ukraine).Needs.Parties);
}
