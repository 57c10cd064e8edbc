using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;
using Wolverine.Http;

namespace PositionLedger.Server.Stances;

/// <summary>What changed between two points of view.</summary>
/// <param name="Shifts">The parties moved: from the one date to the other, by what is known now. By party and issue.</param>
/// <param name="Revisions">The record moved: from one knowledge to the other. Both are that of now, so there is none yet.</param>
public sealed record StanceChanges(
    LocalDate SinceOn, LocalDate On, string Policy, IReadOnlyList<CellShift> Shifts, IReadOnlyList<CellRevision> Revisions, LedgerPosition Ledger);

/// <summary>A shift of one party on one issue.</summary>
public sealed record CellShift(
    string Party, string Issue, LocalDate On, ShiftKind Kind, ShiftDirection Direction, string Words, ShiftSide Before, ShiftSide After, Guid? Statement)
{
    internal static CellShift Of(CellId cell, Shift shift) => new(
        cell.Party, cell.Issue, shift.On, shift.Kind, shift.Direction, shift.Words, shift.Before, shift.After, shift.Statement);
}

/// <summary>A revision of what the record says of one party on one issue.</summary>
public sealed record CellRevision(string Party, string Issue, Revision Revision);

/// <summary>What changed between two dates.</summary>
public static class ChangesEndpoint
{
    // Kept cells whose stance is another from some day in between on; cells that aren't kept, or may be out of date. And what a bloc
    // says for its members: where that changed, where a membership began or ended in between, or where several blocs are on record:
    // what they say together may change on a day on which no single one's stance does.
    private const string Touched = """
        with issue as (select id from ledger.issue where $3 = '' or negotiation = $3),
          own as (
            select p.party, p.issue from ledger.stance_period p where p.from_day > $1 and p.from_day <= $2 and p.issue in (select id from issue)
            union
            select c.party, c.issue from ledger.stance_cell c where c.issue in (select id from issue)
              and (not c.kept or $4 or c.sources && array(select source from ledger.regrade))),
          member as (
            select party, bloc, bool_or(from_day between $1 and $2 or until_day between $1 and $2) as moved from ledger.membership
            group by party, bloc having bool_or(speaks_for))
        select party, issue from own
        union
        select m.party, c.issue from member m join ledger.stance_cell c on c.party = m.bloc
        where c.issue in (select id from issue)
        group by m.party, c.issue having bool_or(m.moved) or count(*) > 1 or bool_or((c.party, c.issue) in (select party, issue from own))
        order by party, issue
        """;

    [WolverineGet("/api/v1/changes"), NotYet("knownAt"), NotYet("sinceKnownAt"), NotYet("ledgerSize"), NotYet("format")]
    [Takes("sinceOn", "The earlier day, YYYY-MM-DD (UTC, inclusive).", Required = true), Takes("on", "The later day, YYYY-MM-DD (UTC, inclusive).", Required = true)]
    [Takes("policy", StanceQuestion.PolicyHelp), Takes("negotiation", "Only the issues of this negotiation.")]
    [Answers(200, typeof(StanceChanges)), Refuses(400, 404)]
    [EndpointSummary("What changed between two dates: shifts of the parties apart from revisions of the record")]
    public static async Task<IResult> Get(HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var question = StanceQuestion.Read(http, fields);
        var since = fields.RequiredDay("sinceOn", http.Request.Query["sinceOn"]);
        if (fields.Problem is null && question.On < since)
            fields.Wrong("on", "must not lie before 'sinceOn'.");
        if (fields.Problem is { } problem)
            return problem;

        var (answer, refusal, tooMany) = await database.InOneStateAsync(
            snapshot => ReadAsync(snapshot, since, question, http.Request.Query["negotiation"].ToString()), cancel);
        return tooMany ?? (answer is null ? await commands.RefuseAsync(refusal!, cancel) : Answers.Json(http, answer));
    }

    private static async Task<(StanceChanges? Answer, Refusal? Refusal, IResult? TooMany)> ReadAsync(
        Snapshot snapshot, LocalDate since, StanceQuestion question, string negotiation)
    {
        if (negotiation.Length > 0 && !await Selection.IsKnownAsync(snapshot, negotiation))
            return (null, Refusal.UnknownNegotiation(negotiation), null);

        var cells = await snapshot.ListAsync(Touched, row => new CellId(row.GetString(0), row.GetString(1)),
            Days.Of(since), Days.Of(question.On), negotiation, question.Policy != Policy.AuthorityFirst);
        if (cells.Count > PositionMatrixEndpoint.MaxCells)
        {
            return (null, null, Problems.Invalid("negotiation",
                $"must be given, or the days be nearer: {cells.Count} positions would have to be compared, and {PositionMatrixEndpoint.MaxCells} are."));
        }

        // A shift doesn't ask what else is possible, which takes long where much is uncertain.
        var timelines = await Timelines.ReadAsync(snapshot, cells, question.Policy, StanceTimeline.PlacedOnLatestDays);
        var shifts = cells.Select(cell => (cell, shift: Shifts.Between(timelines[cell], since, question.On)))
            .Where(x => x.shift is not null).Select(x => CellShift.Of(x.cell, x.shift!));
        return (new(since, question.On, question.Policy.Id, [.. shifts], [], new(await LedgerSize.ReadAsync(snapshot), 0)), null, null);
    }
}
