using PositionLedger.Domain.Negotiations;

namespace PositionLedger.Domain.Tests.Negotiations;

public class AddingARound
{
    private static readonly Round Anchorage = new("anchorage", "Anchorage", new(2025, 8, 15), new(2025, 8, 15), "Elmendorf");
    private readonly Recorder _desk = Desk.Open();

    public AddingARound() => _desk.Do(new OpenNegotiation("talks", "Talks", []));

    [Theory]
    [InlineData("talks"), InlineData("ukraine-2025")]
    public void Puts_it_on_record_for_a_negotiation_that_is_opened_or_known_through_an_issue(string negotiation)
    {
        Assert.Equal(new RoundAdded(Anchorage), _desk.Accepted<RoundAdded>(Of(Anchorage, negotiation)));

        Assert.Equal([Anchorage], _desk.Ledger.Negotiations[negotiation].Rounds);
        Assert.Equal($"negotiation/{negotiation}", Of(Anchorage, negotiation).Stream);
    }

    [Fact]
    public void Keeps_rounds_in_order_of_their_days_and_ids()
    {
        var (later, sameDay) = (Anchorage with { Id = "a-later-one", From = new(2025, 8, 16), Until = new(2025, 8, 20) }, Anchorage with { Id = "aaa" });
        foreach (var round in new[] { later, Anchorage, sameDay })
            _desk.Do(Of(round));

        Assert.Equal([sameDay, Anchorage, later], _desk.Ledger.Negotiations["talks"].Rounds);
    }

    [Fact]
    public void Twice_alike_changes_nothing_and_with_other_content_is_refused()
    {
        _desk.Do(Of(Anchorage));

        _desk.Unchanged(Of(Anchorage), "anchorage");
        var refusal = _desk.Refused(Of(Anchorage with { Title = "Alaska" }), "round-exists", RefusalKind.Conflict, "id");
        Assert.Equal("anchorage", refusal.Subject);
        Assert.Contains("/api/v1/negotiations/talks", refusal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_refused_for_a_negotiation_that_nothing_is_known_of() =>
        Assert.Equal("atlantis", _desk.Refused(Of(Anchorage, "atlantis"), "unknown-negotiation", RefusalKind.Unknown).Subject);

    [Fact]
    public void Is_refused_where_it_ends_before_it_begins() =>
        _desk.Refused(Of(Anchorage with { Until = Anchorage.From.PlusDays(-1) }), "until-before-from", field: "until");

    [Fact]
    public void Is_refused_when_there_are_as_many_as_the_ledger_keeps()
    {
        for (var i = 0; i < Negotiation.MaxRounds; i++)
            _desk.Do(Of(Anchorage with { Id = $"round-{i}" }));

        _desk.Refused(Of(Anchorage), "too-many-rounds");
        _desk.Unchanged(Of(Anchorage with { Id = "round-0" }), "round-0");
    }

    [Fact]
    public void Needs_to_know_the_negotiation() => Assert.Equal(["talks"], Of(Anchorage).Needs.Negotiations);

    private static AddRound Of(Round round, string negotiation = "talks") => new(negotiation, round);
}
