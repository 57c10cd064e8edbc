using NodaTime;

namespace PositionLedger.Domain.Stances;

/// <summary>The days on which an answer may change.</summary>
internal static class StanceBoundaries
{
    public static List<LocalDate> Of(Dossier dossier, Policy policy) =>
    [
        .. dossier.Own.Concat(dossier.OfBlocs).SelectMany(s => (LocalDate[])
        [
            s.Body.SaidOn.Earliest, s.Body.SaidOn.Latest,
            s.Body.EffectiveUntil is { } end && end < LocalDate.MaxIsoValue ? end.PlusDays(1) : s.Body.SaidOn.Latest,
            .. s.Body.Conditions.SelectMany(c => c.Assessments).Select(a => a.On),
        ]).Distinct().Order(),
    ];
}
