using NodaTime;
using PositionLedger.Domain.Parties;

namespace PositionLedger.Domain.Tests.Parties;

public class BelongingToABloc
{
    private static readonly LocalDate First = new(2025, 1, 1);
    private static readonly LocalDate Last = new(2025, 6, 30);

    [Fact]
    public void Counts_from_the_first_day_to_the_last_inclusive()
    {
        var membership = new Membership("union", First, Last, true);

        Assert.Equal([false, true, true, false],
            new[] { First.PlusDays(-1), First, Last, Last.PlusDays(1) }.Select(membership.Covers));
        Assert.True((membership with { Until = null }).Covers(Last.PlusYears(100)));
    }

    [Fact]
    public void Lets_those_blocs_speak_that_may_on_the_day_in_order_of_their_ids()
    {
        Membership[] memberships =
        [
            new("union", First, null, true), new("club", First, Last, true), new("pact", First, null, false), new("late", Last, null, true),
        ];

        Assert.Equal(["club", "union"], Membership.SpeakingOn(memberships, First));
        Assert.Equal(["late", "union"], Membership.SpeakingOn(memberships, Last.PlusDays(1)));
        Assert.Empty(Membership.SpeakingOn(memberships, First.PlusDays(-1)));
    }

    [Fact]
    public void More_than_once_on_a_day_counts_as_the_membership_that_began_last()
    {
        Membership[] memberships = [new("union", First, null, true), new("union", Last, null, false)];

        Assert.Equal(["union"], Membership.SpeakingOn(memberships, Last.PlusDays(-1)));
        Assert.Empty(Membership.SpeakingOn(memberships, Last));
    }
}
