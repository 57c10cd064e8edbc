using CsCheck;
using NodaTime;
using PositionLedger.Domain.Parties;

namespace PositionLedger.Domain.Tests.Parties;

public class RecordingAMembership
{
    private static readonly Membership Joined = new("union", new(2025, 1, 1), null, true);
    private readonly Recorder _desk = Desk.Open();

    public RecordingAMembership() => _desk.Do(new OpenParty(new("union", "A union", PartyKind.Bloc, [])));

    [Fact]
    public void Puts_it_in_the_members_stream()
    {
        Assert.Equal(new MembershipRecorded("union", Joined.From, null, true), _desk.Accepted<MembershipRecorded>(Of(Joined)));

        Assert.Equal("party/ukraine", Of(Joined).Stream);
        Assert.Equal([Joined], _desk.Ledger.MembershipsOf("ukraine"));
        Assert.Empty(_desk.Ledger.MembershipsOf("union"));
    }

    [Fact]
    public void Twice_alike_changes_nothing()
    {
        _desk.Do(Of(Joined));

        _desk.Unchanged(Of(Joined), "union");
    }

    [Fact]
    public void With_other_content_replaces_the_one_of_the_same_bloc_and_first_day()
    {
        var left = Joined with { Until = new(2025, 6, 30), SpeaksFor = false };
        _desk.Do(Of(Joined));

        Assert.Equal(new MembershipRecorded("union", Joined.From, left.Until, false), _desk.Accepted<MembershipRecorded>(Of(left)));
        Assert.Equal([left], _desk.Ledger.MembershipsOf("ukraine"));
        _desk.Do(Of(Joined));
        Assert.Equal([Joined], _desk.Ledger.MembershipsOf("ukraine"));
    }

    [Fact]
    public void Of_another_first_day_or_another_bloc_is_one_more_in_order_of_the_first_days()
    {
        var (earlier, other) = (Joined with { From = new(2020, 1, 1), Until = new(2021, 1, 1) }, Joined with { Bloc = "russia" });
        foreach (var membership in new[] { Joined, other, earlier })
            _desk.Do(Of(membership));

        Assert.Equal([earlier, other, Joined], _desk.Ledger.MembershipsOf("ukraine"));
    }

    [Fact]
    public void May_be_for_one_day_but_not_end_before_it_begins()
    {
        _desk.Do(Of(Joined with { Until = Joined.From }));

        var refusal = _desk.Refused(Of(Joined with { Until = Joined.From.PlusDays(-1) }), "until-before-from", field: "until");
        Assert.Contains("2025-01-01", refusal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_refused_for_an_unknown_party_and_of_an_unknown_bloc()
    {
        Assert.Equal("atlantis", _desk.Refused(Of(Joined, "atlantis"), "unknown-party", RefusalKind.Unknown).Subject);
        Assert.Equal("atlantis", _desk.Refused(Of(Joined with { Bloc = "atlantis" }), "unknown-party", field: "bloc").Subject);
    }

    [Fact]
    public void Is_refused_of_the_party_itself() =>
        _desk.Refused(Of(Joined with { Bloc = "ukraine" }), "member-of-itself", field: "bloc");

    [Fact]
    public void Is_refused_when_there_are_as_many_as_the_ledger_keeps_but_those_can_still_be_replaced()
    {
        for (var i = 0; i < Membership.MaxPerParty; i++)
            _desk.Do(Of(Joined with { From = Joined.From.PlusDays(i) }));

        _desk.Refused(Of(Joined with { From = Joined.From.PlusDays(-1) }), "too-many-memberships");
        _desk.Do(Of(Joined with { SpeaksFor = false }));
        Assert.Equal(Membership.MaxPerParty, _desk.Ledger.MembershipsOf("ukraine").Count);
    }

    [Fact]
    public void Needs_to_know_both_parties_and_what_the_member_belongs_to()
    {
        Assert.Equal(["ukraine", "union"], Of(Joined).Needs.Parties);
        Assert.Equal(["ukraine"], Of(Joined).Needs.Affiliations);
    }

    [Fact]
    public void Leaves_what_was_recorded_last_for_each_bloc_and_first_day() => Memberships.Hold(recorded =>
    {
        var standing = recorded.Aggregate<Membership, ValueList<Membership>>([], Membership.Put);

        var last = recorded.GroupBy(membership => (membership.Bloc, membership.From)).Select(group => group.Last());
        Assert.Equal(last.OrderBy(membership => membership.From).ThenBy(membership => membership.Bloc, StringComparer.Ordinal), standing);
    });

    private static Gen<Membership[]> Memberships =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Bool).Select((bloc, from, days, speaksFor) =>
        {
            var first = new LocalDate(2025, 1, 1).PlusDays(from);
            return new Membership($"bloc-{bloc}", first, days == 0 ? null : first.PlusDays(days), speaksFor);
        }).Array[0, 12];

    private static RecordMembership Of(Membership membership, string party = "ukraine") => new(party, membership);
}
