using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 11: a badge for what nobody has said for half a year. It decides nothing.</summary>
public class StaleBadge
{
    private static readonly Statement Said = That(Stance.Accepts, "2025-01-01");

    [Theory]
    [InlineData("2025-01-01", false)]
    [InlineData("2025-06-30", false)] // 180 days later
    [InlineData("2025-07-01", true)] // 181 days later
    public void Shows_after_180_days(string on, bool stale)
    {
        Assert.Equal(stale, Ask(on, Said).Stale);
        Assert.Equal(Outcome.Accepts, Ask(on, Said).Stance);
    }

    [Fact]
    public void Goes_when_a_lower_voice_reaffirms() =>
        Assert.False(Ask("2025-07-01", Said, That(Stance.Accepts, "2025-01-02", Authority.Office)).Stale);

    [Fact]
    public void Stays_when_a_lower_voice_diverges() =>
        Assert.True(Ask("2025-07-01", Said, That(Stance.Open, "2025-01-02", Authority.Office)).Stale);

    [Fact]
    public void Shows_on_a_tie_too() =>
        Assert.True(Ask("2025-07-01", Said, That(Stance.Rejects, "2025-01-01")).Stale);

    [Fact]
    public void Never_shows_where_nothing_is_declared() =>
        Assert.False(Ask("2027-01-01", Said.Attributed(Attribution.Leak)).Stale);
}
