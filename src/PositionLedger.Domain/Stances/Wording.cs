using NodaTime.Text;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>The steps of the rule in sentences that a diplomat understands: neutral, with dates and authorities in words.</summary>
internal static class Wording
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu");

    public static string Of(Considered c) => c.Step switch
    {
        RuleStep.Governs => $"{Said(c)}; it governs, as no other voice has taken over since.",
        RuleStep.Reaffirms => $"{Said(c)}; it says the same as what governs, {Governing(c)}.",
        RuleStep.Diverges when c.IsContradicted => $"{Said(c)}, and contradicted the same day; what governs stays, {Governing(c)}.",
        RuleStep.Diverges => $"{Said(c)}; it differs from what governs, {Governing(c)}, and ranks too low to take over yet.",
        RuleStep.Contested => $"{Said(c)}; an equal voice took another side the same day, and none is picked.",
        RuleStep.Lapsed => $"{Said(c)}; it held until {End(c.Body)}, and nobody has taken its place since.",
        RuleStep.ReplacedLater => $"{Said(c)}; a later voice has taken over, {Governing(c)}.",
        RuleStep.OutrankedOnItsDay => $"{Said(c)}; a higher voice spoke the same day, {By(c.Other!)}.",
        RuleStep.OvertakenOnItsDay => $"{Said(c)}; an equal voice spoke otherwise later the same day.",
        RuleStep.RepeatedOnItsDay => $"{Said(c)}; another statement of that day says the same and stands for both.",
        _ => OfDropped(c),
    };

    private static string OfDropped(Considered c) => c.Step switch
    {
        RuleStep.Removed => $"{Said(c)}; {Sayer(c)} {Act(c.Other!)} {When(c.Other!.SaidOn)}.",
        RuleStep.UtteranceDenied =>
            $"{Said(c)}; {Sayer(c)} denied {When(c.Other!.SaidOn)} ever having said it, so it is only a signal.",
        RuleStep.OffScaleGivesWay => $"{Said(c)}; it takes no side, and gives way to statements that do.",
        RuleStep.Indicated => $"{Said(c)}; it is only a signal, because {Reason(c.Because!.Value)}.",
        RuleStep.CarriesNoStance => $"{Said(c)}; {Kind(c.Body.Kind)} takes no side on the issue.",
        RuleStep.SaidLater => $"{Said(c)}, after the date asked about.",
        RuleStep.MayBeLater => $"{Said(c)}, perhaps after the date asked about, so it can't govern yet.",
        _ => "The recorder has taken it back: it should not have been recorded.",
    };

    private static string Said(Considered c) =>
        $"Said {When(c.Body.SaidOn)} {By(c.Body)}{(c.IsOfBloc ? $", of the bloc '{c.Party}' that speaks for the party" : "")}";

    private static string Sayer(Considered c) => c.IsOfBloc ? "the bloc" : "the party";

    private static string Governing(Considered c) => $"said {When(c.Other!.SaidOn)} {By(c.Other)}";

    private static string When(SaidOn said)
    {
        if (!said.IsUncertain)
            return $"{(said.IsApproximate ? "about" : "on")} {Day.Format(said.Latest)}";

        var about = said.IsApproximate ? "about " : "";
        return said.Earliest == SaidOn.OpenStart
            ? $"by {about}{Day.Format(said.Latest)}"
            : $"between {about}{Day.Format(said.Earliest)} and {Day.Format(said.Latest)}";
    }

    private static string End(StatementBody body) => Day.Format(body.EffectiveUntil!.Value);

    private static string By(StatementBody body) => body.Speaker.Authority switch
    {
        Authority.Principal => "by the leadership",
        Authority.Mandated => "by an envoy within the mandate",
        Authority.Office => "by a spokesperson or an office",
        Authority.Official => "by an official without a mandate",
        Authority.Affiliated => "by somebody close to the party",
        _ => "by somebody outside the party",
    };

    private static string Act(StatementBody act) => act.Kind switch
    {
        StatementKind.WalkBack => "walked it back",
        StatementKind.Clarification => "replaced it by a clarification",
        StatementKind.Withdrawal => "withdrew it",
        _ => "denied having meant it so",
    };

    private static string Kind(StatementKind kind) => kind switch
    {
        StatementKind.Accusation => "an accusation",
        StatementKind.Threat => "a threat",
        StatementKind.Meeting => "a meeting",
        StatementKind.Interest => "a stated interest",
        _ => "a denial of this sort",
    };

    private static string Reason(SignalReason reason) => reason switch
    {
        SignalReason.Background => "it was said on background, with nobody to be named",
        SignalReason.DeepBackground => "nobody is named at all",
        SignalReason.Leak => "it was leaked",
        SignalReason.OtherParty => "another party reports it",
        SignalReason.Characterisation => "these are a reporter's words, not the party's",
        SignalReason.AnalystInference => "an analyst infers it",
        SignalReason.Outside => "the speaker doesn't belong to the party",
        SignalReason.Affiliated => "the speaker holds no office of the party",
        SignalReason.Official => "the speaker has no mandate to speak for the party",
        _ => "no report of it is credible enough",
    };
}
