using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;
using Wolverine.Http;

namespace PositionLedger.Server.Stances;

/// <summary>What changed between two points of view.</summary>
/// <param name="SinceLedgerSize">From how many events the earlier knowledge came; null where both are one.</param>
/// <param name="Shifts">The parties moved: from the one date to the other, by the later knowledge. By party and issue.</param>
/// <param name="Revisions">
/// The record moved, about whatever date: from the earlier knowledge to the later one, or none where both are one. By party and issue,
/// then in order of recording.
/// </param>
/// <param name="Permalink">Where this answer is the same bytes for ever; null while it rests on an event that isn't sealed yet.</param>
public sealed record StanceChanges(
    LocalDate SinceOn, LocalDate On, long? SinceLedgerSize, string Policy, IReadOnlyList<CellShift> Shifts, IReadOnlyList<CellRevision> Revisions,
    LedgerPosition Ledger, string? Permalink);

/// <summary>A shift of one party on one issue.</summary>
public sealed record CellShift(
    string Party, string Issue, LocalDate On, ShiftKind Kind, ShiftDirection Direction, string Words, ShiftSide Before, ShiftSide After, Guid? Statement)
{
    internal static CellShift Of(CellId cell, Shift shift) => new(
        cell.Party, cell.Issue, shift.On, shift.Kind, shift.Direction, shift.Words, shift.Before, shift.After, shift.Statement);
}

/// <summary>A revision of what the record says of one party on one issue.</summary>
public sealed record CellRevision(string Party, string Issue, Revision Revision);

/// <summary>What changed between two dates, and between two knowledges.</summary>
public static class ChangesEndpoint
{
    [WolverineGet("/api/v1/changes")]
    [Takes("sinceOn", "The earlier day, YYYY-MM-DD (UTC, inclusive).", Required = true), Takes("on", "The later day, YYYY-MM-DD (UTC, inclusive).", Required = true)]
    [Takes("policy", StanceQuestion.PolicyHelp), Takes("negotiation", "Only the issues of this negotiation.")]
    [Takes("sinceKnownAt", KnowledgeParameters.SinceKnownAtHelp), Takes("sinceLedgerSize", KnowledgeParameters.SinceSizeHelp)]
    [Takes("knownAt", KnowledgeParameters.KnownAtHelp), Takes("ledgerSize", KnowledgeParameters.SizeHelp), Takes("format", KnowledgeParameters.FormatHelp)]
    [Answers(200, typeof(StanceChanges)), Refuses(400, 404, 410)]
    [EndpointSummary("What changed between two points of view: shifts of the parties apart from revisions of the record")]
    public static async Task<IResult> Get(HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var question = StanceQuestion.Read(http, fields);
        var sinceOn = fields.RequiredDay("sinceOn", http.Request.Query["sinceOn"]);
        if (fields.Problem is null && question.On < sinceOn)
            fields.Wrong("on", "must not lie before 'sinceOn'.");
        var since = await KnowledgeParameters.ReadSinceAsync(http, fields, database, cancel);
        var known = await KnowledgeParameters.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is null && since?.Limit > known.Limit)
            fields.Wrong(http.Request.Query.ContainsKey("sinceKnownAt") ? "sinceKnownAt" : "sinceLedgerSize", "must not lie after what was known later.");
        if (fields.Problem is { } problem)
            return problem;

        var compared = new ComparedViews(question, sinceOn, known, since, http.Request.Query["negotiation"].ToString());
        var (answer, refusal, tooMany) = await database.InOneStateAsync(compared.ReadAsync, cancel);
        return tooMany ?? (answer is null ? await commands.RefuseAsync(refusal!, cancel) : Answers.Json(http, answer));
    }
}
