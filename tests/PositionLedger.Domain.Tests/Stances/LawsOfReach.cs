using CsCheck;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Stances.Worlds;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>What is taken together of worlds, against the worlds one by one: when what governs was said, and when somebody may speak next.</summary>
public class LawsOfReach
{
    private const int Silence = Succession.MaxDaysOfSilence;
    private const int Last = Silence + 30;

    private static readonly Gen<Reach> Any = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 8], Gen.Int[1, 4],
        (from, days, next, lag) => new Reach(from, from + days, next, lag));

    private static readonly Gen<int> Ends = Gen.Frequency((1, Gen.Const(Ruler.NoEnd)), (2, Gen.Int[0, 20]), (2, Gen.Int[Silence - 2, Last]));

    [Fact]
    public void One_covers_another_only_if_it_has_all_of_its_worlds() => Gen.Select(Any, Any).Hold(sample =>
    {
        var (one, other) = sample;
        if (one.Covers(other))
            Assert.Subset(Worlds(one), Worlds(other));
    });

    [Fact]
    public void One_covers_whatever_is_narrower() => Gen.Select(Any, Gen.Int[0, 1].Array[4]).Hold(sample =>
    {
        var (one, less) = sample;

        Assert.True(one.Covers(new(one.From + less[0], one.To - less[1], one.Next + less[2], one.Lag + less[3])));
    });

    [Fact]
    public void Two_that_adjoin_have_joined_exactly_the_worlds_of_both() => Gen.Select(Any, Any).Hold(sample =>
    {
        var (one, other) = sample;
        if (one.Adjoins(other))
            Assert.Equal(Worlds(one).Union(Worlds(other)).Order(), Worlds(one.JoinedWith(other)).Order());
    });

    [Fact]
    public void Two_that_leave_no_day_between_them_adjoin() => Gen.Select(Any, Gen.Int[0, 4]).Hold(sample =>
    {
        var (one, days) = sample;
        var next = one with { From = one.To + 1, To = one.To + 1 + days };

        Assert.True(one.Adjoins(next) && next.Adjoins(one) && one.Adjoins(one));
    });

    [Fact]
    public void A_voice_takes_over_from_the_first_day_of_any_world_that_lets_it() => Gen.Select(Any, Gen.Int[0, 9], Gen.Bool, Ends).Hold(sample =>
    {
        var (reach, start, atOnce, endsOn) = sample;
        var takesOver = Worlds(reach).Where(world => world.Next >= start && (atOnce || world.Next > endsOn || world.Next - world.Said > Silence));

        Assert.Equal(takesOver.Min(world => world.Next), reach.TakenOverFrom(start, atOnce, endsOn));
    });

    [Fact]
    public void What_governs_outlasts_a_lower_voice_in_exactly_the_worlds_that_do_not_let_it() =>
        Gen.Select(Any, Gen.Frequency((2, Gen.Int[0, 9]), (1, Gen.Int[Silence - 4, Silence + 9])), Gen.Int[0, 9], Ends).Hold(sample =>
        {
            var (reach, start, days, endsOn) = sample;
            var outlasted = Worlds(reach).Where(world => world.Next >= start && world.Next <= Math.Min(start + days, endsOn) && world.Next - world.Said <= Silence)
                .SelectMany(world => Enumerable.Range(world.Next + 1, Last - world.Next), (world, next) => (world.Said, next)).ToHashSet();

            Assert.Equal(outlasted.Order(), (reach.Outlasting(start, start + days, endsOn) is { } left ? Worlds(left) : []).Order());
        });

    [Fact]
    public void Only_what_everybody_takes_over_from_is_long_ago()
    {
        var reach = new Reach(0, 10, 12, 3);

        Assert.Equal(new(0, 10, 11 + Silence - 1, 1), reach.SeenFrom(10 + Silence));
        Assert.Equal(new(Reach.LongAgo, Reach.LongAgo, 11 + Silence, 1), reach.SeenFrom(11 + Silence));
    }

    [Fact]
    public void A_crowd_holds_the_worlds_that_were_put_in_and_no_others() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 2], Any, (removed, ruler, reach) => new State(removed, ruler, reach)).Array[1, 6].Hold(states =>
        {
            var crowd = new Crowd(1);
            foreach (var state in states)
                crowd.Add(1, state);

            Assert.All(states, state => Assert.Subset(
                crowd[1].Where(held => held.Ruler == state.Ruler && (held.Removed & state.Removed) == state.Removed).SelectMany(held => Worlds(held.Reach)).ToHashSet(),
                Worlds(state.Reach)));
            Assert.All(crowd[1], held => Assert.Subset(
                states.Where(state => state.Ruler == held.Ruler && state.Removed == held.Removed).SelectMany(state => Worlds(state.Reach)).ToHashSet(),
                Worlds(held.Reach)));
            Assert.Empty(crowd[0]);
        });

    [Fact]
    public void A_crowd_holds_nothing_twice_and_joins_what_adjoins()
    {
        var (crowd, reach) = (new Crowd(1), new Reach(2, 3, 5, 1));
        foreach (var state in new[] { new State(1, 1, reach), new(0, 1, reach), new(1, 1, new(4, 6, 5, 1)), new(1, 2, reach), new(1, 2, reach) })
            crowd.Add(0, state);

        Assert.Equal([new(1, 1, new(2, 6, 5, 1)), new(1, 2, reach)], crowd[0]);
    }

    private static HashSet<(int Said, int Next)> Worlds(Reach reach) =>
    [
        .. from said in Enumerable.Range(reach.From, Math.Max(0, reach.To - reach.From + 1))
           let first = Math.Max(reach.Next, said + reach.Lag)
           from next in Enumerable.Range(first, Math.Max(0, Last - first + 1))
           select (said, next),
    ];
}
