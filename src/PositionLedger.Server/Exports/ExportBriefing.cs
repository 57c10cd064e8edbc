using System.Text;
using PositionLedger.Server.Http;
using PositionLedger.Server.Stances;
using PositionLedger.Server.Store;
using Wolverine.Http;

namespace PositionLedger.Server.Exports;

/// <summary>A negotiation on a day, for people to read.</summary>
public static class ExportBriefingEndpoint
{
    private const string ContentType = "text/markdown";

    [WolverineGet("/api/v1/exports/briefing.md")]
    [Takes("negotiation", "Of which negotiation.", Required = true)]
    [Takes("on", StanceQuestion.OnHelp, Required = true), Takes("policy", StanceQuestion.PolicyHelp)]
    [Takes("sinceOn", "An earlier day, YYYY-MM-DD (UTC, inclusive): what moved since is told too.")]
    [Takes("parties", AskedMatrix.PartiesHelp), Takes("issues", AskedMatrix.IssuesHelp)]
    [Takes("knownAt", ExportedLedger.KnownAtHelp), Takes("ledgerSize", ExportedLedger.SizeHelp)]
    [Answers(200, typeof(string), ContentType, HasETag = true), Refuses(400, 404, 410)]
    [EndpointSummary("A briefing in Markdown: who stands where in a negotiation on a day, with the words, their sources and permalinks")]
    public static async Task<IResult> Get(HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var asked = AskedMatrix.Read(http, fields);
        var sinceOn = fields.Day("sinceOn", http.Request.Query["sinceOn"]);
        if (asked.Asked.Negotiation.Length == 0)
            fields.Wrong("negotiation", "is required.");
        if (fields.Problem is null && asked.Question.On < sinceOn)
            fields.Wrong("sinceOn", "must not lie after 'on'.");
        var known = await ExportedLedger.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is { } problem)
            return problem;

        var (briefed, refusal, tooLarge) = await database.InOneStateAsync(
            snapshot => BriefedLedger.ReadAsync(snapshot, asked, sinceOn, known), cancel);
        if (briefed is null)
            return tooLarge ?? await commands.RefuseAsync(refusal!, cancel);

        ExportedLedger.Name(http, known);
        return Answers.Text(http, Encoding.UTF8.GetBytes(string.Concat(new Briefing(briefed).Lines().Select(line => $"{line}\n"))), ContentType);
    }
}
