using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances.Worlds;

/// <summary>The successions of too many uncertain statements to tell apart who has spoken: each may speak on any of its days, once,
/// often or never, and what may be removed may be silent. All worlds are among these.</summary>
/// <remarks>A narrower date leaves fewer of these successions, and never a new one.</remarks>
internal sealed class LooseCourse
{
    private readonly LocalDate _on;
    private readonly Policy _policy;
    private readonly Rulers _rulers;
    private readonly SortedList<int, List<Candidate>> _certain = [];
    private readonly List<Speech> _loose;
    private readonly int _nobodyUntil;
    private readonly int _last;
    private Dictionary<int, SpokenOn> _ruling = new() { [Rulers.Nobody] = new(Reach.LongAgo) };

    private LooseCourse(List<Speech> heard, LocalDate on, Policy policy)
    {
        (_on, _policy, _rulers, _last) = (on, policy, new(policy, Authority.Outside), DayNumber.Of(on));
        _loose = heard.FindAll(voice => voice.IsUncertain || voice.Acts.Count > 0);
        _nobodyUntil = heard.Where(voice => voice.Acts.Count == 0 && voice.Latest <= _last).Select(voice => voice.Latest).DefaultIfEmpty(int.MaxValue).Min();
        foreach (var voice in heard.Where(voice => !voice.IsUncertain && voice.Acts.Count == 0))
        {
            if (_certain.TryGetValue(voice.Latest, out var day))
                day.Add(voice.Candidate!);
            else
                _certain.Add(voice.Latest, [voice.Candidate!]);
        }
    }

    /// <param name="voices">Statements that may be heard, in order of recording.</param>
    public static OutcomeSet Outcomes(List<Speech> voices, LocalDate on, Policy policy)
    {
        var placed = new LooseCourse(voices.FindAll(voice => voice.Candidate!.TakesAPlace), on, policy).Run().Without(Outcome.Undeclared);
        var last = DayNumber.Of(on);
        return voices.Exists(voice => voice.Candidate!.TakesAPlace && voice.Latest <= last && voice.Acts.Count == 0)
            ? placed
            : placed.And(new LooseCourse(voices.FindAll(voice => !voice.Candidate!.TakesAPlace), on, policy).Run());
    }

    private OutcomeSet Run()
    {
        var start = Begin();
        var changes = _loose.SelectMany(voice => new[] { voice.Earliest, voice.Latest + 1 }).Append(start).ToHashSet();
        var cuts = _certain.Keys.Concat(changes).Where(day => day >= start && day <= _last).Append(_last + 1).Distinct().Order();
        var chorus = Chorus.Of([], _rulers, _on, _policy);
        foreach (var cut in cuts)
        {
            if (start < cut)
                Freely(start, cut - 1, chorus);

            if (changes.Contains(cut))
                chorus = Chorus.Of(_loose.Where(voice => voice.Earliest <= cut && voice.Latest >= cut), _rulers, _on, _policy);
            start = cut;
            if (cut <= _last && _certain.TryGetValue(cut, out var certain))
                OnDay(start++, chorus.With(certain));
        }

        return _ruling.Keys.Aggregate(default(OutcomeSet), (outcomes, ruler) => outcomes.With(_rulers[ruler].Outcome));
    }

    // A certain voice that nobody outranks takes over from whatever governed.
    private int Begin()
    {
        var highest = _loose.Select(voice => voice.Candidate!).Concat(_certain.Values.SelectMany(day => day))
            .Select(candidate => candidate.Authority).DefaultIfEmpty().Max();
        var anew = _certain.LastOrDefault(day => !_policy.RanksAuthority || day.Value.Exists(candidate => candidate.Authority == highest));
        return anew.Value is null ? DayNumber.OpenStart : anew.Key;
    }

    // Whoever speaks on these days holds to their end, so that nobody is let in earlier by it than by what governed before.
    private void Freely(int start, int end, Chorus chorus)
    {
        var first = chorus.Voices.ToDictionary(voice => voice, voice => TakesOverFrom(voice, start));
        foreach (var (voice, day) in first.Where(voice => voice.Value <= end))
            Put(_ruling, voice, day, end);
        Close(end);
    }

    private int TakesOverFrom(int voice, int start) => _ruling.Min(ruling => new Reach(ruling.Value.First, ruling.Value.First, start, 1)
        .TakenOverFrom(start, _rulers.GivesWay(ruling.Key, _rulers[voice].Authority), _rulers[ruling.Key].EndsOn));

    private void OnDay(int day, IReadOnlyCollection<int> voices)
    {
        var next = new Dictionary<int, SpokenOn>();
        foreach (var (ruler, days) in _ruling)
        {
            foreach (var voice in voices)
            {
                var takesOver = _rulers.GivesWay(ruler, _rulers[voice].Authority) || _rulers[ruler].EndsOn < day;
                if (takesOver || days.First < day - Succession.MaxDaysOfSilence)
                    Put(next, voice, day, day);
                if (!takesOver && days.Since(day - Succession.MaxDaysOfSilence) is { } recently)
                    next[ruler] = next.TryGetValue(ruler, out var known) ? known.And(recently) : recently;
            }
        }

        _ruling = next;
        Close(day);
    }

    private static void Put(Dictionary<int, SpokenOn> ruling, int ruler, int from, int to) =>
        ruling[ruler] = ruling.TryGetValue(ruler, out var known) ? known.And(new(from, to)) : new(from, to);

    private void Close(int end)
    {
        if (end >= _nobodyUntil)
            _ruling.Remove(Rulers.Nobody);
        foreach (var (ruler, days) in _ruling)
            _ruling[ruler] = days.SeenFrom(end + 1);
    }
}
