using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Stances;

namespace PositionLedger.Domain.Tests.Parties;

public class RecordingASuccession
{
    private static readonly PartySuccession ToRussia = new("russia", SuccessionKind.Split, new(2025, 10, 1));
    private readonly Recorder _desk = Desk.Open();

    public RecordingASuccession() => _desk.Do(new OpenParty(new("another", "Another", PartyKind.Body, [])));

    [Fact]
    public void Puts_it_in_the_stream_of_the_party_that_went_before()
    {
        var recorded = _desk.Accepted<SuccessionRecorded>(Of(ToRussia));

        Assert.Equal(new SuccessionRecorded("russia", SuccessionKind.Split, ToRussia.On), recorded);
        Assert.Equal("party/ukraine", Of(ToRussia).Stream);
        Assert.Equal([ToRussia], _desk.Ledger.SuccessionsOf("ukraine"));
        Assert.Empty(_desk.Ledger.SuccessionsOf("russia"));
    }

    [Fact]
    public void Twice_alike_changes_nothing()
    {
        _desk.Do(Of(ToRussia));

        _desk.Unchanged(Of(ToRussia), "russia");
    }

    [Fact]
    public void To_another_party_is_one_more_and_to_the_same_replaces_what_was_recorded()
    {
        var (toAnother, earlier) = (ToRussia with { To = "another" }, ToRussia with { On = new(2025, 9, 1), Kind = SuccessionKind.Replaced });
        foreach (var succession in new[] { ToRussia, toAnother })
            _desk.Do(Of(succession));
        Assert.Equal([toAnother, ToRussia], _desk.Ledger.SuccessionsOf("ukraine"));

        _desk.Do(Of(earlier));

        Assert.Equal([earlier, toAnother], _desk.Ledger.SuccessionsOf("ukraine"));
    }

    [Fact]
    public void Is_refused_for_an_unknown_party_and_to_an_unknown_one()
    {
        Assert.Equal("atlantis", _desk.Refused(Of(ToRussia, "atlantis"), "unknown-party", RefusalKind.Unknown).Subject);
        Assert.Equal("atlantis", _desk.Refused(Of(ToRussia with { To = "atlantis" }), "unknown-party", field: "to").Subject);
    }

    [Fact]
    public void Is_refused_to_the_party_itself() => _desk.Refused(Of(ToRussia with { To = "ukraine" }), "successor-of-itself", field: "to");

    [Fact]
    public void Is_refused_when_there_are_as_many_as_the_ledger_keeps_but_those_can_still_be_replaced()
    {
        for (var i = 0; i < PartySuccession.MaxPerParty; i++)
        {
            _desk.Do(new OpenParty(new($"part-{i}", "A part", PartyKind.Body, [])));
            _desk.Do(Of(ToRussia with { To = $"part-{i}" }));
        }

        _desk.Refused(Of(ToRussia), "too-many-successors");
        _desk.Do(Of(ToRussia with { To = "part-0", Kind = SuccessionKind.Replaced }));
        Assert.Equal(PartySuccession.MaxPerParty, _desk.Ledger.SuccessionsOf("ukraine").Count);
    }

    [Fact]
    public void Needs_to_know_both_parties_and_what_is_recorded_of_the_one_before()
    {
        Assert.Equal(["ukraine", "russia"], Of(ToRussia).Needs.Parties);
        Assert.Equal(["ukraine"], Of(ToRussia).Needs.Affiliations);
    }

    [Fact]
    public void Or_a_new_name_moves_no_statement_and_no_stance()
    {
        var said = _desk.Recorded(Desk.NoLand);
        var (statement, stance) = (_desk.Statement(said), Stance("ukraine"));
        Assert.Equal(Outcome.Rejects, stance.Stance);

        _desk.Do(new RenameParty("ukraine", "Another name", null));
        _desk.Do(Of(ToRussia with { Kind = SuccessionKind.Replaced }));

        Assert.Equal(statement, _desk.Statement(said));
        Assert.Equal((stance.Stance, stance.GovernedBy), (Stance("ukraine").Stance, Stance("ukraine").GovernedBy));
        Assert.Equal(Outcome.Undeclared, Stance("russia").Stance);
    }

    private StanceAnswer Stance(string party) => _desk.StanceOf(party, "cede-territory", new(2025, 12, 1), Policy.AuthorityFirst);

    private static RecordSuccession Of(PartySuccession succession, string party = "ukraine") => new(party, succession);
}
