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
internal sealed class Rulers(Policy policy)
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
}
