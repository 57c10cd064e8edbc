using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>Rules 6 and 7: who speaks for the party on one day; several speakers contradict each other, and none is picked.</summary>
internal sealed class Voice(IReadOnlyList<Candidate> speakers, IReadOnlyList<Candidate> unheard)
{
    /// <summary>In order of recording.</summary>
    public IReadOnlyList<Candidate> Speakers => speakers;

    /// <summary>The other candidates of that day.</summary>
    public IReadOnlyList<Candidate> Unheard => unheard;

    public Candidate First => Speakers[0];

    public LocalDate Day => First.Day;

    public Authority Authority => First.Authority;

    public bool IsTied => Speakers.Count > 1;

    /// <summary>What it says, before any lapse or failed condition.</summary>
    public Outcome Outcome => IsTied ? Outcome.Contested : First.Outcome;

    /// <summary>The last day it holds; a tie never lapses.</summary>
    public LocalDate? EffectiveUntil => IsTied ? null : First.Body.EffectiveUntil;

    public bool HasLapsedBy(LocalDate day) => EffectiveUntil < day;

    /// <param name="day">All candidates of one day, in order of recording.</param>
    public static Voice Of(ReadOnlySpan<Candidate> day, Policy policy) => day.Length == 1 ? new([day[0]], []) : OfSeveral([.. day], policy);

    private static Voice OfSeveral(List<Candidate> day, Policy policy)
    {
        var speakers = Speaking(Peers(day, policy));
        return new(speakers, [.. day.Where(candidate => !speakers.Contains(candidate))]);
    }

    private static List<Candidate> Peers(List<Candidate> day, Policy policy)
    {
        var highest = day.Max(candidate => candidate.Authority);
        var peers = policy.RanksAuthority ? day.FindAll(candidate => candidate.Authority == highest) : day;
        if (!peers.TrueForAll(candidate => candidate.Body.SaidOn.Instant is not null))
            return peers;

        var latest = peers.Max(candidate => candidate.Body.SaidOn.Instant);
        return peers.FindAll(candidate => candidate.Body.SaidOn.Instant == latest);
    }

    private static List<Candidate> Speaking(List<Candidate> peers) =>
        peers.TrueForAll(candidate => candidate.Outcome == peers[0].Outcome)
            ? [peers.MaxBy(candidate => candidate.Body.EffectiveUntil ?? LocalDate.MaxIsoValue)!]
            : peers;
}
