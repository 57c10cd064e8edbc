using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances.Worlds;

/// <summary>What governs, as far as it decides who takes over from it and what it comes to in the end.</summary>
/// <param name="EndsOn">The last day it holds.</param>
/// <param name="Outcome">What it comes to on the date asked about, if it governs then.</param>
internal readonly record struct Ruler(Authority Authority, int EndsOn, Outcome Outcome)
{
    public const int NoEnd = int.MaxValue;

    /// <summary>While nothing governs, anybody takes over.</summary>
    public static Ruler Nobody { get; } = new(Authority.Outside, NoEnd, Outcome.Undeclared);

    public static Ruler Of(Voice voice, LocalDate on) =>
        new(voice.Authority, voice.EffectiveUntil is { } last ? DayNumber.Of(last) : NoEnd, Face.Of(voice, on).Outcome);
}

/// <summary>The rulers that there may be, numbered from 0, which is nobody, and who gives way to whom.</summary>
/// <param name="lowest">The lowest authority of all that are heard: when somebody as low was heard never matters.</param>
internal sealed class Rulers(Policy policy, Authority lowest)
{
    public const int Nobody = 0;

    private readonly Dictionary<Ruler, int> _numbers = new() { [Ruler.Nobody] = Nobody };
    private readonly List<Ruler> _rulers = [Ruler.Nobody];

    public Ruler this[int number] => _rulers[number];

    public int NumberOf(Ruler ruler)
    {
        if (_numbers.TryGetValue(ruler, out var number))
            return number;

        _rulers.Add(ruler);
        return _numbers[ruler] = _rulers.Count - 1;
    }

    /// <summary>Whether a voice takes over from a ruler at once, whenever that one was last heard.</summary>
    public bool GivesWay(int ruler, Authority voice) => !policy.RanksAuthority || voice >= _rulers[ruler].Authority;

    /// <summary>The worlds in which a voice takes over on one of some days; null where there are none.</summary>
    public Reach? Replaced(State state, int voice, Window days)
    {
        var first = state.Reach.TakenOverFrom(days.Start, GivesWay(state.Ruler, _rulers[voice].Authority), _rulers[state.Ruler].EndsOn);
        if (first > days.End)
            return null;

        return policy.RanksAuthority && _rulers[voice].Authority > lowest
            ? new(first, days.End, first + 1, 1)
            : new(Reach.LongAgo, Reach.LongAgo, first + 1, 1);
    }

    /// <summary>The worlds in which what governs outlasts a voice of some days; null where there are none.</summary>
    public Reach? Outlasting(State state, int voice, Window days) => GivesWay(state.Ruler, _rulers[voice].Authority)
        ? null
        : state.Reach.Outlasting(days.Start, days.End, _rulers[state.Ruler].EndsOn);
}
