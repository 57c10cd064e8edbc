using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;
using Wolverine.Http;

namespace PositionLedger.Server.Stances;

/// <summary>A party's stance on an issue over time, by one knowledge.</summary>
/// <param name="Periods">One after the other, without a gap; before the first one the party is undeclared.</param>
/// <param name="Shifts">The party moved: from one period to the next. In order of days.</param>
/// <param name="Revisions">The record moved: what the ledger says about the past was changed. In order of recording.</param>
/// <param name="Permalink">Where this answer is the same bytes for ever; null while it rests on an event that isn't sealed yet.</param>
public sealed record StanceHistory(
    string Party, string Issue, string Policy, IReadOnlyList<HistoryPeriod> Periods, IReadOnlyList<Shift> Shifts, IReadOnlyList<Revision> Revisions,
    LedgerPosition Ledger, string? Permalink);

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
    [WolverineGet("/api/v1/parties/{party}/stances/{issue}/history")]
    [Takes("policy", StanceQuestion.PolicyHelp)]
    [Takes("knownAt", KnowledgeParameters.KnownAtHelp), Takes("ledgerSize", KnowledgeParameters.SizeHelp), Takes("format", KnowledgeParameters.FormatHelp)]
    [Answers(200, typeof(StanceHistory)), Refuses(400, 404, 410)]
    [EndpointSummary("The stance over time: periods, shifts of the party, and apart from them revisions of the record")]
    public static async Task<IResult> Get(string party, string issue, HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var policy = StanceQuestion.ReadPolicy(http, fields);
        var known = await KnowledgeParameters.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is { } problem)
            return problem;

        var (answer, refusal) = await database.InOneStateAsync<(StanceHistory?, Refusal?)>(async snapshot =>
            await Unknown.FirstAsync(snapshot, [party], [issue], known) is { } unknown
                ? (null, unknown)
                : (await ReadAsync(snapshot, new(party, issue), policy, known), null), cancel);
        return answer is null ? await commands.RefuseAsync(refusal!, cancel) : Answers.Json(http, answer);
    }

    private static async Task<StanceHistory> ReadAsync(Snapshot snapshot, CellId cell, Policy policy, Knowledge known)
    {
        var ledger = await LedgerPosition.ReadAsync(snapshot, known);
        var periods = (await Timelines.ReadAsync(snapshot, [cell], policy, known, (dossier, by) => StanceTimeline.Of(dossier, by)))[cell];
        return new(cell.Party, cell.Issue, policy.Id, [.. periods.Select(HistoryPeriod.Of)], Shifts.Of(periods),
            await CellChanges.RevisionsAsync(snapshot, cell, policy, known), ledger,
            await SealedStreams.HoldAllAsync(snapshot, ledger, [cell.Party], [cell.Issue])
                ? Permalink.To($"/api/v1/parties/{cell.Party}/stances/{cell.Issue}/history", ("ledgerSize", ledger.Size), ("policy", policy.Id))
                : null);
    }
}
