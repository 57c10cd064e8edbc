using NodaTime;
using PositionLedger.Domain.Parties;

namespace PositionLedger.Domain.Stances;

/// <summary>Rule 3: the blocs that speak for a party, all that they said in one record, day by day of its memberships.</summary>
internal sealed class Blocs(Dossier dossier, Lane lane, LocalDate on, Policy policy)
{
    private readonly Dictionary<string, Heard> _heard = new(StringComparer.Ordinal);

    /// <summary>Whether the party is or was in any.</summary>
    public bool Exist => dossier.Memberships is not [];

    /// <summary>What the blocs said that speak for the party on a day, by <paramref name="day"/> or up to the date asked about.</summary>
    /// <returns>Null when no bloc speaks for it.</returns>
    public Heard? SpeakingOn(LocalDate day)
    {
        if (!Exist || Membership.SpeakingOn(dossier.Memberships, day).ToList() is not { Count: > 0 } speaking)
            return null;

        var together = string.Join(' ', speaking);
        if (!_heard.TryGetValue(together, out var heard))
            _heard[together] = heard = new([.. dossier.OfBlocs.Where(statement => speaking.Contains(statement.Party))], lane, on, policy);
        return heard;
    }

    /// <summary>The first day, up to <paramref name="day"/>, from which on the same blocs speak for the party.</summary>
    public LocalDate UnchangedSince(LocalDate day) => dossier.Memberships
        .SelectMany(membership => membership.Until is { } until && until < day ? [membership.From, until.PlusDays(1)] : new[] { membership.From })
        .Where(boundary => boundary <= day).DefaultIfEmpty(LocalDate.MinIsoValue).Max();
}
