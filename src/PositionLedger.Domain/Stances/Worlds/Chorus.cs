using NodaTime;

namespace PositionLedger.Domain.Stances.Worlds;

/// <summary>The voices that a day may have, where any of some statements may have been said on it.</summary>
internal sealed class Chorus
{
    private readonly List<Candidate> _singers;
    private readonly Rulers _rulers;
    private readonly LocalDate _on;
    private readonly Policy _policy;

    private Chorus(List<Candidate> singers, Rulers rulers, LocalDate on, Policy policy)
    {
        (_singers, _rulers, _on, _policy) = (singers, rulers, on, policy);
        Voices = [.. Choices(singers).Where(choice => choice.Length > 0).Select(VoiceOf).Distinct()];
    }

    /// <summary>The voices of a day on which nobody has spoken for sure.</summary>
    public IReadOnlyList<int> Voices { get; }

    public static Chorus Of(IEnumerable<Speech> speeches, Rulers rulers, LocalDate on, Policy policy)
    {
        // Of those that say the same and hold as long, the first recorded stands for all.
        var singers = speeches.Select(speech => speech.Candidate!)
            .DistinctBy(singer => (singer.Authority, singer.Outcome, singer.Body.EffectiveUntil, singer.Body.SaidOn.Instant,
                singer.Body.Conditions.Count == 0 ? default : singer.Id)).ToList();
        return new(singers, rulers, on, policy);
    }

    /// <summary>The voices of a day on which these have spoken for sure.</summary>
    public IReadOnlyCollection<int> With(List<Candidate> certain)
    {
        var highest = certain.Max(candidate => candidate.Authority);
        var peers = _policy.RanksAuthority ? _singers.FindAll(singer => singer.Authority == highest) : _singers;
        var voices = Choices(peers).Select(choice => VoiceOf([.. certain, .. choice])).ToHashSet();
        if (_policy.RanksAuthority)
            voices.UnionWith(Voices.Where(voice => _rulers[voice].Authority > highest));
        return voices;
    }

    // Two are enough: one to be heard, or two to contradict each other, and whoever lacks an instant so that none decides.
    private static IEnumerable<Candidate[]> Choices(List<Candidate> singers)
    {
        yield return [];
        for (var i = 0; i < singers.Count; i++)
        {
            yield return [singers[i]];
            for (var j = i + 1; j < singers.Count; j++)
                yield return [singers[i], singers[j]];
        }
    }

    private int VoiceOf(Candidate[] heard) =>
        _rulers.NumberOf(Ruler.Of(Voice.Of(heard.OrderBy(candidate => candidate.Index).ToArray(), _policy), _on));
}
