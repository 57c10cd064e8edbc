using NodaTime;

namespace PositionLedger.Domain.Statements;

/// <summary>The rules a statement must keep, new or corrected; the first one broken is the refusal.</summary>
internal static class StatementRules
{
    public static Refusal? Broken(string party, StatementBody body, Ledger ledger) =>
        UnknownReference(body, ledger) ?? Length(body.Quote) ?? Time(body, ledger.Today) ?? StanceAndKind(body) ?? Reference(party, body, ledger) ?? Reports(body);

    /// <summary>Whether a report of credibility 1 lacks its second independent root.</summary>
    public static Refusal? Reports(StatementBody body) =>
        body.Roots < 2 && body.StandingReports.Any(report => report.Credibility == 1)
            ? Refusal.Rule("credibility-needs-two-roots", "Credibility 1 means confirmed by independent sources; "
                + $"this statement has {body.Roots} root. Add a report with another root first, or say 2.", "report.credibility")
            : null;

    public static Refusal? UnknownSource(StatementBody body, Ledger ledger) =>
        body.Reports.FirstOrDefault(report => !ledger.Sources.ContainsKey(report.Source)) is { } report
            ? Refusal.Rule("unknown-source", $"No source '{report.Source}' is recorded. Register it with POST /api/v1/sources first.",
                "report.source", report.Source)
            : null;

    private static Refusal? UnknownReference(StatementBody body, Ledger ledger) => ledger.Issues.ContainsKey(body.Issue)
        ? UnknownSource(body, ledger)
        : Refusal.Rule("unknown-issue", $"No issue '{body.Issue}' is recorded. Register it with POST /api/v1/issues first.", "issue", body.Issue);

    private static Refusal? Length(Quote quote) =>
        Length(quote.Text, "quote.text") ?? (quote.Original is { } original ? Length(original.Text, "quote.original.text") : null);

    private static Refusal? Length(string text, string field) => text.Length > StatementBody.MaxQuoteLength
        ? Refusal.Rule("quote-too-long", $"The quotation has {text.Length} characters; at most {StatementBody.MaxQuoteLength} are kept. Quote what matters.", field)
        : null;

    private static Refusal? Time(StatementBody body, LocalDate today)
    {
        if (body.SaidOn.Earliest > today)
            return Refusal.InTheFuture(body.SaidOn, today);

        return body.EffectiveUntil < body.SaidOn.Latest
            ? Refusal.Rule("ends-before-it-was-said", "effectiveUntil is inclusive and may not lie before the latest day of saidOn, "
                + $"{body.SaidOn.Latest:uuuu-MM-dd}.", "effectiveUntil")
            : null;
    }

    private static Refusal? StanceAndKind(StatementBody body)
    {
        var kind = body.Kind;
        if (kind.StanceNeed == StanceNeed.Always && body.Stance is null)
            return Refusal.Rule("stance-missing", $"A statement of the kind '{Camel(kind)}' takes a stance. Give one, or choose a kind that carries none.", "stance");
        if (kind.StanceNeed == StanceNeed.Never && body.Stance is not null)
            return Refusal.Rule("stance-not-allowed", $"A statement of the kind '{Camel(kind)}' carries no stance. Leave it out, or choose another kind.", "stance");
        if (kind == StatementKind.NoComment && body.Stance is not (null or Stance.DeclinesToSay))
            return Refusal.Rule("stance-not-allowed", "A noComment declines to say. Leave the stance out, or choose another kind.", "stance");

        return Denial(body);
    }

    private static Refusal? Denial(StatementBody body)
    {
        if (body.Kind == StatementKind.Denial && body.Denies is null)
            return Refusal.Rule("denies-missing", "Say what the denial denies: 'content' (not meant so) or 'utterance' (never said).", "denies");
        if (body.Kind != StatementKind.Denial && body.Denies is not null)
            return Refusal.Rule("denies-not-allowed", "Only a denial denies something. Leave 'denies' out, or choose the kind 'denial'.", "denies");

        return body.Kind is StatementKind.Denial or StatementKind.Withdrawal && body.EffectiveUntil is not null
            ? Refusal.Rule("effective-until-not-allowed", $"A {Camel(body.Kind)} has no end. Leave effectiveUntil out.", "effectiveUntil")
            : null;
    }

    private static Refusal? Reference(string party, StatementBody body, Ledger ledger)
    {
        if (body.RefersTo is not { } id)
            return null;
        if (!ledger.Statements.TryGetValue(id, out var target))
            return Refusal.Rule("unknown-statement", $"refersTo names statement {id}, which is not recorded.", "refersTo", id.ToString());
        if (target.Party != party)
            return Refusal.Rule("refers-to-another-party", $"refersTo names a statement of '{target.Party}'. A party acts on its own statements.", "refersTo");
        if (target.Body.Issue != body.Issue)
            return Refusal.Rule("refers-to-another-issue", $"refersTo names a statement on '{target.Body.Issue}', not on '{body.Issue}'.", "refersTo");

        return body.SaidOn.Latest < target.Body.SaidOn.Earliest
            ? Refusal.Rule("refers-to-a-later-statement", $"It was said by {body.SaidOn.Latest:uuuu-MM-dd}, before what it refers to "
                + $"({target.Body.SaidOn.Edtf}).", "saidOn")
            : null;
    }

    private static string Camel(StatementKind kind)
    {
        var name = kind.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
