using CsCheck;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Stances.Worlds;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Days as stretches, against the days one by one.</summary>
public class LawsOfSpokenOn
{
    private const int Last = 40;

    private static readonly Gen<(int From, int To)[]> Stretches =
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 5], (from, more) => (from, from + more)).Array[1, 5];

    [Fact]
    public void Together_they_are_the_days_of_each() =>
        Stretches.Hold(stretches => Assert.Equal(Days(stretches), Days(Of(stretches))));

    [Fact]
    public void Since_a_day_they_are_those_from_it_on() => Gen.Select(Stretches, Gen.Int[0, Last]).Hold(sample =>
    {
        var (stretches, day) = sample;
        var since = Of(stretches).Since(day);

        Assert.Equal(Days(stretches).Where(one => one >= day), since is null ? [] : Days(since));
        Assert.Equal(since is null, stretches.All(stretch => stretch.To < day));
    });

    [Fact]
    public void Seen_from_later_all_that_everybody_takes_over_from_is_one() => Gen.Select(Stretches, Gen.Int[0, Last], Gen.Int[0, Last]).Hold(sample =>
    {
        var (stretches, one, other) = sample;
        var (first, then) = (Math.Min(one, other), Math.Max(one, other));
        var days = Of(stretches);
        // Seen twice, as time goes on, it is what it is seen from the later day.
        foreach (var seen in new[] { Seen(days, then), Seen(Seen(days, first), then) })
        {
            Assert.Equal(Days(stretches).Where(day => day >= then), Days(seen));
            Assert.Equal(Days(stretches).Min() < then ? Reach.LongAgo : Days(stretches).Min(), seen.First);
        }
    });

    private static SpokenOn Seen(SpokenOn days, int from) => days.SeenFrom(from + Succession.MaxDaysOfSilence);

    private static SpokenOn Of((int From, int To)[] stretches) =>
        stretches.Skip(1).Aggregate(new SpokenOn(stretches[0].From, stretches[0].To), (days, stretch) => days.And(new(stretch.From, stretch.To)));

    private static IEnumerable<int> Days((int From, int To)[] stretches) =>
        Enumerable.Range(0, Last + 1).Where(day => stretches.Any(stretch => stretch.From <= day && day <= stretch.To));

    private static IEnumerable<int> Days(SpokenOn days) => Enumerable.Range(0, Last + 1).Where(day => days.Since(day)?.First == day);
}
