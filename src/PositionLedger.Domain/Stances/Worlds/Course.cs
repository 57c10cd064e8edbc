using NodaTime;

namespace PositionLedger.Domain.Stances.Worlds;

/// <summary>All successions that one supposition leaves possible, gone through at once, stretch of days by stretch of days.</summary>
internal sealed class Course
{
    private readonly Supposition _supposition;
    private readonly IReadOnlyList<Part> _parts;
    private readonly LocalDate _on;
    private readonly Policy _policy;
    private readonly Rulers _rulers;
    private readonly int[] _freely;
    private Crowd _crowd;

    private Course(Supposition supposition, LocalDate on, Policy policy)
    {
        (_supposition, _parts, _on, _policy) = (supposition, supposition.Parts, on, policy);
        _rulers = new(policy, Heard().Select(candidate => candidate.Authority).DefaultIfEmpty().Min());
        _freely = new int[1 << _parts.Count];
        _crowd = new(_parts.Count);
    }

    public static OutcomeSet Outcomes(Supposition supposition, LocalDate on, Policy policy) => new Course(supposition, on, policy).Run();

    private OutcomeSet Run()
    {
        var start = Begin();
        var cuts = _supposition.Certain.Keys.Concat(_parts.Where(part => part.Removes != 0).Select(part => part.RemovesFrom))
            .Where(day => day >= start && day <= _supposition.On).Distinct().Order();
        foreach (var cut in cuts.Append(_supposition.On + 1))
        {
            GoOn(new(start, cut - 1));
            start = cut;
            if (_supposition.Certain.TryGetValue(cut, out var certain) && cut <= _supposition.On)
                GoOn(new(start++, cut), certain);
        }

        return Collect();
    }

    // A voice that nobody outranks takes over from whatever governed: of the time before it only who has spoken then matters.
    private int Begin()
    {
        var highest = Heard().Select(candidate => candidate.Authority).DefaultIfEmpty().Max();
        var anew = _supposition.Certain.LastOrDefault(day => !_policy.RanksAuthority || day.Value.Exists(c => c.Authority == highest));
        var start = anew.Value is null ? DayNumber.OpenStart : anew.Key;
        for (var said = 0; said < _freely.Length; said++)
        {
            if (!Parts(said).All(part => part.Earliest <= Math.Min(part.Limit, start - 1)))
                continue;

            var removed = Parts(said).Where(part => Math.Max(part.Earliest, part.RemovesFrom) <= Math.Min(part.Limit, start - 1))
                .Aggregate(0, (removals, part) => removals | part.Removes);
            _crowd.Add(said, new(removed, Rulers.Nobody, new(Reach.LongAgo, Reach.LongAgo, start, 1)));
        }

        Close(start - 1);
        return start;
    }

    private void GoOn(Window days, List<Candidate>? certain = null)
    {
        if (days.IsEmpty)
            return;

        var voices = certain is null ? _freely : new int[_freely.Length];
        var next = certain is null ? _crowd : new Crowd(_parts.Count);
        var open = Bits(part => !days.Within(part).IsEmpty);
        for (var said = 0; said < _freely.Length; said++)
        {
            if (_crowd[said].Count == 0)
                continue;

            for (var now = open & ~said; now != 0; now = now - 1 & open & ~said)
                Speak(said, now, days, voices, certain, next);
            if (certain is not null)
                Speak(said, 0, days, voices, certain, next);
        }

        _crowd = next;
        Close(days.End);
    }

    private void Speak(int said, int now, Window days, int[] voices, List<Candidate>? certain, Crowd next)
    {
        var removed = 0;
        for (var i = 0; i < _parts.Count; i++)
        {
            if ((now & 1 << i) == 0)
                continue;

            removed |= days.Start >= _parts[i].RemovesFrom ? _parts[i].Removes : 0;
            days = days.Within(_parts[i]);
        }

        if (days.IsEmpty)
            return;

        var voice = voices[now] != 0 ? voices[now] : voices[now] = VoiceOf(now, certain);
        foreach (var state in _crowd[said])
        {
            if (_rulers.Replaced(state, voice, days) is { } replaced)
                next.Add(said | now, new(state.Removed | removed, voice, replaced));
            if (_rulers.Outlasting(state, voice, days) is { } outlasting)
                next.Add(said | now, new(state.Removed | removed, state.Ruler, outlasting));
        }
    }

    private int VoiceOf(int now, List<Candidate>? certain)
    {
        Candidate[] heard = [.. Parts(now).Select(part => part.Candidate).Concat(certain ?? []).OrderBy(candidate => candidate.Index)];
        return _rulers.NumberOf(Ruler.Of(Voice.Of(heard, _policy), _on));
    }

    // Whoever had to speak by the end of a stretch has spoken; in all other worlds of it, nobody is left.
    private void Close(int end)
    {
        var due = Bits(part => part.Limit <= end && !part.MayStayUnsaid);
        for (var said = 0; said < _freely.Length; said++)
        {
            if ((due & ~said) != 0)
                _crowd.Clear(said);
            else
                _crowd.GoOn(said, end + 1);
        }
    }

    private OutcomeSet Collect()
    {
        var outcomes = default(OutcomeSet);
        for (var said = 0; said < _freely.Length; said++)
        {
            var unsaid = Parts(~said).Where(part => part.RemovesUnsaid).Aggregate(0, (removed, part) => removed | part.Removes);
            foreach (var state in _crowd[said])
            {
                if ((state.Removed | unsaid) == _supposition.Removals && !(state.Ruler == Rulers.Nobody && _supposition.IsPlaced))
                    outcomes = outcomes.With(_rulers[state.Ruler].Outcome);
            }
        }

        return outcomes;
    }

    private IEnumerable<Candidate> Heard() => _parts.Select(part => part.Candidate).Concat(_supposition.Certain.Values.SelectMany(day => day));

    private int Bits(Func<Part, bool> which) => Enumerable.Range(0, _parts.Count).Where(i => which(_parts[i])).Sum(i => 1 << i);

    private IEnumerable<Part> Parts(int bits) => _parts.Where((_, i) => (bits & 1 << i) != 0);
}
