using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Negotiations;

namespace PositionLedger.Domain.Tests.Negotiations;

public class OpeningANegotiation
{
    private static readonly Round Anchorage = new("anchorage", "Anchorage", new(2025, 8, 15), new(2025, 8, 15), "Elmendorf");
    private static readonly Round Washington = new("washington", "Washington", new(2025, 8, 18), new(2025, 8, 19), null);
    private static readonly OpenNegotiation Talks = new("talks", "Talks", [Washington, Anchorage]);

    private readonly Recorder _desk = Desk.Open();

    [Fact]
    public void Opens_its_stream_with_its_rounds_in_order_of_their_days()
    {
        Assert.Equal(new NegotiationOpened("talks", "Talks", [Washington, Anchorage]), _desk.Accepted<NegotiationOpened>(Talks));

        Assert.Equal("negotiation/talks", Talks.Stream);
        var opened = new Negotiation("talks", "Talks", [Anchorage, Washington]) { OpenedWith = ["washington", "anchorage"] };
        Assert.Equal(opened, _desk.Ledger.Negotiations["talks"]);
    }

    [Fact]
    public void Is_done_without_a_title_by_its_first_issue()
    {
        Assert.Equal(Negotiation.Unopened("ukraine-2025"), _desk.Ledger.Negotiations["ukraine-2025"]);

        _desk.Accepted<NegotiationOpened>(new OpenNegotiation("ukraine-2025", "Ukraine", []));
        _desk.Do(new RegisterIssue(new("one-more", "ukraine-2025", "Title", "Proposition", null)));

        Assert.Equal("Ukraine", _desk.Ledger.Negotiations["ukraine-2025"].Title);
    }

    [Fact]
    public void As_it_was_opened_changes_nothing_whatever_the_order_of_the_rounds_and_whatever_was_added()
    {
        _desk.Do(Talks);
        _desk.Do(new AddRound("talks", Anchorage with { Id = "later" }));

        _desk.Unchanged(Talks, "talks");
        _desk.Unchanged(Talks with { Rounds = [Anchorage, Washington] }, "talks");
    }

    [Fact]
    public void Otherwise_than_it_was_opened_is_refused()
    {
        _desk.Do(Talks);
        _desk.Do(new AddRound("talks", Anchorage with { Id = "later" }));

        _desk.Refused(Talks with { Title = "Other talks" }, "negotiation-exists", RefusalKind.Conflict);
        _desk.Refused(Talks with { Rounds = [Anchorage] }, "negotiation-exists", RefusalKind.Conflict);
        _desk.Refused(Talks with { Rounds = [.. Talks.Rounds, Anchorage with { Id = "later" }] }, "negotiation-exists", RefusalKind.Conflict);
    }

    [Fact]
    public void Takes_in_the_rounds_that_were_added_before_unless_they_are_given_with_other_content()
    {
        _desk.Do(new AddRound("ukraine-2025", Anchorage));
        _desk.Do(new AddRound("ukraine-2025", Anchorage with { Id = "before" }));
        var opening = Talks with { Id = "ukraine-2025" };

        var refusal = _desk.Refused(opening with { Rounds = [Washington, Anchorage with { Venue = null }] }, "round-exists", RefusalKind.Conflict, "rounds[1].id");
        Assert.Equal("anchorage", refusal.Subject);
        _desk.Do(opening);
        Assert.Equal(["anchorage", "before", "washington"], _desk.Ledger.Negotiations["ukraine-2025"].Rounds.Select(round => round.Id));
        _desk.Unchanged(opening, "ukraine-2025");
    }

    [Fact]
    public void With_a_round_twice_or_one_that_ends_before_it_begins_is_refused()
    {
        Assert.Equal("washington", _desk.Refused(Talks with { Rounds = [Washington, Anchorage, Washington] }, "round-given-twice", field: "rounds[2].id").Subject);
        _desk.Refused(Talks with { Rounds = [Washington, Anchorage with { Until = new(2025, 8, 14) }] }, "until-before-from", field: "rounds[1].until");
    }

    [Fact]
    public void With_more_rounds_than_the_ledger_keeps_is_refused()
    {
        _desk.Do(new AddRound("ukraine-2025", Washington));
        var opening = new OpenNegotiation("ukraine-2025", "Ukraine",
            [.. Enumerable.Range(1, Negotiation.MaxRounds).Select(i => Anchorage with { Id = $"round-{i}" })]);

        _desk.Refused(opening, "too-many-rounds");
        _desk.Do(opening with { Id = "talks" });
    }

    [Fact]
    public void Needs_to_know_the_negotiation() => Assert.Equal(["talks"], Talks.Needs.Negotiations);
}
