using PositionLedger.Domain.Parties;

namespace PositionLedger.Domain.Tests.Parties;

public class RenamingAParty
{
    private readonly Recorder _desk = Desk.Open();

    [Fact]
    public void Changes_what_is_given_and_keeps_the_rest()
    {
        Assert.Equal(new PartyRenamed("Ukraine", []), _desk.Accepted<PartyRenamed>(new RenameParty("ukraine", "Ukraine", null)));
        Assert.Equal(new PartyRenamed("Ukraine", ["Kyiv"]), _desk.Accepted<PartyRenamed>(new RenameParty("ukraine", null, ["Kyiv"])));

        Assert.Equal(new Party("ukraine", "Ukraine", PartyKind.State, ["Kyiv"]) { OpenedAs = new("ukraine", []) }, _desk.Ledger.Parties["ukraine"]);
    }

    [Fact]
    public void To_what_it_is_called_already_changes_nothing()
    {
        _desk.Unchanged(new RenameParty("ukraine", "ukraine", []), "ukraine");
        _desk.Unchanged(new RenameParty("ukraine", null, null), "ukraine");
    }

    [Fact]
    public void Is_refused_for_an_unknown_party() =>
        Assert.Equal("atlantis",
            _desk.Refused(new RenameParty("atlantis", "Atlantis", null), "unknown-party", RefusalKind.Unknown).Subject);

    [Fact]
    public void Needs_to_know_the_party() => Assert.Equal(["ukraine"], new RenameParty("ukraine", null, null).Needs.Parties);
}
