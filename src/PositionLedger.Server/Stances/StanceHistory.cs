using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using Wolverine.Http;

namespace PositionLedger.Server.Stances;

/// <summary>A party's stance on an issue over time, by all that is known now.</summary>
/// <param name="Periods">One after the other, without a gap; before the first one the party is undeclared.</param>
/// <param name="Shifts">The party moved: from one period to the next. In order of days.</param>
/// <param name="Revisions">The record moved: what the ledger says about the past was changed. In order of recording.</param>
public sealed record StanceHistory(
    string Party, string Issue, string Policy, IReadOnlyList<HistoryPeriod> Periods, IReadOnlyList<Shift> Shifts, IReadOnlyList<Revision> Revisions,
    LedgerPosition Ledger);

/// <summary>A stretch of days on which the stance is the same.</summary>
/// <param name="From">Its first day; null where it has none, since something may have been said on any day before.</param>
/// <param name="Until">Its last day, inclusive; null while it has no end.</param>
public sealed record HistoryPeriod(
    LocalDate? From, LocalDate? Until, Outcome Stance, Firmness? Firmness, IReadOnlyList<StandingCondition> Conditions, LocalDate? Since,
    Certainty Certainty, IReadOnlyList<Outcome> Possible, Confidence? Confidence, Basis? Basis, Guid? GovernedBy, IReadOnlyList<Guid> Contested,
    IReadOnlyList<StanceFlag> Flags)
{
    internal static HistoryPeriod Of(StancePeriod period) => new(
        period.From == SaidOn.OpenStart ? null : period.From, period.Until, period.Stance, period.Firmness, period.Conditions, period.Since,
        period.Certainty, period.Possible, period.Confidence, period.Basis, period.GovernedBy, period.Contested, period.Flags);
}

/// <summary>The stance over time.</summary>
public static class StanceHistoryEndpoint
{
    [WolverineGet("/api/v1/parties/{party}/stances/{issue}/history"), NotYet("knownAt"), NotYet("ledgerSize"), NotYet("format")]
    [Takes("policy", StanceQuestion.PolicyHelp)]
    [Answers(200, typeof(StanceHistory)), Refuses(400, 404)]
    [EndpointSummary("The stance over time: periods, shifts of the party, and apart from them revisions of the record")]
    public static async Task<IResult> Get(string party, string issue, HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var policy = StanceQuestion.ReadPolicy(http, fields);
        if (fields.Problem is { } problem)
            return problem;

        var (answer, refusal) = await database.InOneStateAsync<(StanceHistory?, Refusal?)>(async snapshot =>
            await Unknown.FirstAsync(snapshot, [party], [issue]) is { } unknown
                ? (null, unknown)
                : (await ReadAsync(snapshot, new(party, issue), policy), null), cancel);
        return answer is null ? await commands.RefuseAsync(refusal!, cancel) : Answers.Json(http, answer);
    }

    private static async Task<StanceHistory> ReadAsync(Snapshot snapshot, CellId cell, Policy policy)
    {
        var periods = (await Timelines.ReadAsync(snapshot, [cell], policy, (dossier, by) => StanceTimeline.Of(dossier, by)))[cell];
        return new(cell.Party, cell.Issue, policy.Id, [.. periods.Select(HistoryPeriod.Of)], Shifts.Of(periods),
            await CellChanges.RevisionsAsync(snapshot, cell, policy), new(await LedgerSize.ReadAsync(snapshot), 0));
    }
}
