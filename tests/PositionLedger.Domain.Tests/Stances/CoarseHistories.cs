using CsCheck;
using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Random histories with many uncertain dates: some days, half a year, or open to the past.</summary>
internal static class CoarseHistories
{
    private static readonly Gen<LocalDate> Days =
        Gen.Frequency((4, Gen.Int[0, 6]), (2, Gen.Int[179, 186])).Select(days => new LocalDate(2025, 1, 1).PlusDays(days));

    private static readonly Gen<SaidOn> SaidOns = Gen.Select(Days, Gen.Int[0, 19], Gen.Int[1, 4], Gen.Int[170, 190], (day, form, few, many) => form switch
    {
        < 8 => SaidOn.Day(day),
        < 9 => SaidOn.TryParse($"{day:uuuu-MM-dd}T0{few}:00Z")!,
        < 17 => Between(day, day.PlusDays(few)),
        < 18 => Between(day.PlusDays(-many), day),
        < 19 => Between(day, day.PlusDays(many)),
        _ => SaidOn.TryParse($"../{day:uuuu-MM-dd}")!,
    });

    private static readonly Gen<SaidOn> ShortSaidOns = Gen.Select(Days, Gen.Int[0, 9], Gen.Int[1, 2], (day, form, few) => form switch
    {
        < 4 => SaidOn.Day(day),
        < 6 => SaidOn.TryParse($"{day:uuuu-MM-dd}T0{few}:00Z")!,
        _ => Between(day, day.PlusDays(few)),
    });

    public static readonly Gen<Scene> Scenes = ScenesOf(SaidOns);

    /// <summary>The same with no more than three days for each.</summary>
    public static readonly Gen<Scene> ShortScenes = ScenesOf(ShortSaidOns);

    public static SaidOn Between(LocalDate first, LocalDate last) => SaidOn.TryParse($"{first:uuuu-MM-dd}/{last:uuuu-MM-dd}")!;

    private static Gen<Scene> ScenesOf(Gen<SaidOn> saidOns) =>
        Gen.Select(DraftsOf(saidOns).Array[1, 6], Days, Histories.Policies, (drafts, on, policy) => new Scene(drafts, on, policy));

    private static Gen<Draft> DraftsOf(Gen<SaidOn> saidOns) => Gen.Select(Histories.Drafts, saidOns, Gen.Int[0, 5], (draft, saidOn, lasts) => draft with
    {
        Body = draft.Body with
        {
            SaidOn = saidOn,
            EffectiveUntil = draft.Body.EffectiveUntil is null ? null : saidOn.Latest.PlusDays(lasts),
            Attribution = Attribution.NamedOnRecord,
        },
        Target = draft.Target % 4,
    });
}
