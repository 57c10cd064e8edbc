using System.Text.Json;
using NodaTime;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Audit;
using PositionLedger.Server.Stances;
using PositionLedger.Server.Statements;
using PositionLedger.Server.Store.Sealed;
using Answers = PositionLedger.Server.Stances;

namespace PositionLedger.Server.Tests.Stances.Known;

/// <summary>One answer of every sort with every member filled, and of some an empty one; all ids and times are fixed.</summary>
internal static class FrozenAnswers
{
    private static readonly LocalDate Day = new(2025, 8, 9);
    private static readonly Instant Moment = Instant.FromUtc(2025, 8, 9, 14, 30) + Duration.FromTicks(12_345_670);
    private static readonly LedgerPosition Ledger = new(24, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", Moment, 0);
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 9).Select(n => new Guid(n, 0, 0, new byte[8]))];
    private static readonly StandingCondition[] Conditions = [new("a ceasefire “first”", ConditionState.Open)];
    private static readonly Basis Basis = new(Authority.Office, Rendering.VerbatimTranslated, "F3", 1);
    private static readonly ShiftSide Side = new(Outcome.LeansFor, Firmness.Preferred, [.. Conditions], Ids[0], StatementKind.WalkBack, [Ids[1]]);

    public static IReadOnlyDictionary<string, object> All { get; } = new Dictionary<string, object>
    {
        ["stance"] = Stance(),
        ["stance-undeclared"] = Undeclared(),
        ["explanation"] = Explanation(),
        ["history"] = History(),
        ["party-stances"] = new Answers.PartyStances("ukraine", Day, "authority-first/1", [Cell()], "cede-territory", Ledger, "/api/v1/…"),
        ["matrix"] = new Answers.PositionMatrix(Day, "authority-first/1", ["ukraine"], ["cede-territory"], [Cell()], Ledger, "/api/v1/…"),
        ["overlap"] = new IssueOverlap("cede-territory", Day, "latest-first/1", OverlapKind.DeclaredRejection, 0.25m,
            [new("ukraine", "russia", 0.75m), new("ukraine", "turkiye", null)], [Cell()], Ledger, "/api/v1/…"),
        ["changes"] = Changes(),
        ["statement"] = Statement(),
        ["replay"] = new PartyHistory("ukraine", Day, "authority-first/1", Ledger, [Replayed()]),
    };

    private static StanceCell Cell() => new()
    {
        Party = "ukraine",
        Issue = "cede-territory",
        Stance = Outcome.Rejects,
        Firmness = Firmness.RedLine,
        Conditions = Conditions,
        Since = Day,
        Stale = true,
        Certainty = Certainty.Uncertain,
        Possible = [Outcome.Rejects, Outcome.Undeclared],
        Confidence = Confidence.Low,
        Basis = Basis,
        GovernedBy = Ids[0],
        Contested = [Ids[1], Ids[2]],
        Flags = [StanceFlag.Approximate, StanceFlag.ViaBloc],
        ReaffirmedBy = [Ids[3]],
        DivergingVoices = [Ids[4]],
        Signals = [new(Ids[5], Outcome.DeclinesToSay, SignalReason.OtherParty)],
    };

    private static StanceOnDate Stance()
    {
        var cell = Cell();
        return new()
        {
            Party = cell.Party, Issue = cell.Issue, Stance = cell.Stance, Firmness = cell.Firmness, Conditions = cell.Conditions, Since = cell.Since,
            Stale = cell.Stale, Certainty = cell.Certainty, Possible = cell.Possible, Confidence = cell.Confidence, Basis = cell.Basis,
            GovernedBy = cell.GovernedBy, Contested = cell.Contested, Flags = cell.Flags, ReaffirmedBy = cell.ReaffirmedBy,
            DivergingVoices = cell.DivergingVoices, Signals = cell.Signals, On = Day, Policy = "authority-first/1", Ledger = Ledger,
            Permalink = "/api/v1/parties/ukraine/stances/cede-territory?on=2025-08-09&ledgerSize=24&policy=authority-first/1&format=1",
        };
    }

    private static StanceOnDate Undeclared() => Stance() with
    {
        Stance = Outcome.Undeclared, Firmness = null, Conditions = [], Since = null, Stale = false, Certainty = Certainty.Certain,
        Possible = [Outcome.Undeclared], Confidence = null, Basis = null, GovernedBy = null, Contested = [], Flags = [], ReaffirmedBy = [],
        DivergingVoices = [], Signals = [], Permalink = null, Ledger = Ledger with { Size = 0, SealedAt = null },
    };

    // Its words belong to the answer too, so they are those of the rule.
    private static StanceExplanation Explanation()
    {
        Statement[] own = [Said(0, Day, Authority.Principal, Attribution.NamedOnRecord), Said(1, Day.PlusDays(1), Authority.Office, Attribution.Leak)];
        var answer = StanceRule.Derive(new(own, new Dictionary<string, Reliability> { ["rt"] = Reliability.B }), Day.PlusDays(1), Policy.AuthorityFirst);
        return new("ukraine", "cede-territory", Day, answer.Stance, answer.GovernedBy, answer.Certainty, answer.Possible, "authority-first/1",
            answer.Considered, Ledger, "/api/v1/…");
    }

    private static Answers.StanceHistory History() => new("ukraine", "cede-territory", "authority-first/1",
        [
            new(null, Day, Outcome.Rejects, Firmness.RedLine, Conditions, Day, Certainty.Uncertain, [Outcome.Rejects, Outcome.Lapsed], Confidence.High, Basis,
                Ids[0], [Ids[1]], [StanceFlag.DeniedButEvidenced]),
            new(Day, null, Outcome.Contested, null, [], null, Certainty.Certain, [Outcome.Contested], null, null, null, [], []),
        ],
        [Moved()], [Revised()], Ledger, "/api/v1/…");

    private static StanceChanges Changes() => new(Day, Day.PlusDays(1), 3, "authority-first/1",
        [new("ukraine", "cede-territory", Day, ShiftKind.WalkedBack, ShiftDirection.TowardsRejection, Moved().Words, ShiftSide.Undeclared, Side, Ids[0])],
        [new("ukraine", "cede-territory", Revised())], Ledger, "/api/v1/…");

    private static Shift Moved() => new(Day, ShiftSide.Undeclared, Side, ShiftKind.WalkedBack, ShiftDirection.TowardsRejection, "moved towards rejection by 1");

    private static Revision Revised() =>
        new(RevisionKind.StanceRevised, Ids[6], Moment, Ids[0], "rt", new(Day, null, Outcome.Open, Outcome.Ambiguous));

    private static ReplayedEvent Replayed() => new(7, "party/ukraine", 2, Ids[6], "statement.recorded.v1", Moment, "key:administrator", "trace", "curl",
        JsonDocument.Parse("""{"id":"x","body":{"quote":"“no” <&>"}}""").RootElement,
        [new("cede-territory", Domain.Audit.StanceFace.Of(new() { Stance = Outcome.Undeclared, Possible = [Outcome.Undeclared] }), Domain.Audit.StanceFace.Of(
            new() { Stance = Outcome.Rejects, Possible = [Outcome.Rejects], Firmness = Firmness.Stated, Basis = Basis, Since = Day, GovernedBy = Ids[0] }))]);

    private static StatementAnswer Statement() => new()
    {
        Id = Ids[0], Party = "ukraine", Key = "article-15", Revision = 2, Retracted = true, Issue = "cede-territory",
        Speaker = new("Office of the President", "presidential office", Authority.Office), Kind = StatementKind.Denial, Stance = Domain.Statements.Stance.Rejects,
        Firmness = Firmness.RedLine, Conditions = [new(1, "a ceasefire", ConditionState.Open, Domain.Statements.Stance.Open, [new(ConditionState.Met, Day, "signed")])],
        SaidOn = "../2025-08-09", Days = new(null, Day), EffectiveUntil = Day, RefersTo = Ids[1], Denies = Denies.Utterance, Joint = [new("ukraine", Ids[0])],
        Quote = new("“We will not.”", "en", Rendering.VerbatimTranslated, new("«Не будемо.»", "uk"), "a translator"), Attribution = Attribution.OfficeOnRecord,
        Reports = [new(1, "rt", "https://example.org/?a=1&b=2", Day, Moment, 3, ["rt", "reuters"], "reuters", true)], Roots = 1,
        History = [new(1, "statement.recorded.v1", Moment, "key:administrator", null, null, JsonDocument.Parse("""{"id":"x"}""").RootElement)],
        Ledger = Ledger, Permalink = "/api/v1/…",
    };

    private static Statement Said(int id, LocalDate day, Authority authority, Attribution attribution) => new(Ids[id], "ukraine", id + 1, 1, false, new()
    {
        Issue = "cede-territory",
        Speaker = new("A speaker", null, authority),
        Kind = StatementKind.Position,
        Stance = Domain.Statements.Stance.Rejects,
        SaidOn = SaidOn.Day(day),
        Quote = new("No.", "en", Rendering.Verbatim, null, null),
        Attribution = attribution,
        Reports = [new("rt", null, null, null, 2, [], "rt")],
    });
}
