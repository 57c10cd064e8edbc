using System.Runtime.CompilerServices;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using Wolverine.Http;

namespace PositionLedger.Server.Imports;

/// <summary>The imports, one of them, and why lines of it were refused.</summary>
public static class ShowImportsEndpoint
{
    private const int PageSize = 2_000;

    [WolverineGet("/api/v1/imports")]
    [Takes("before", "Only what began before this one; the 'next' of the page before."), Takes("limit", Page.LimitHelp)]
    [Answers(200, typeof(Listing<ImportReport>)), Refuses(400)]
    [EndpointSummary("The imports, the newest first, without their refusals")]
    public static async Task<IResult> GetAll(HttpContext http, ImportRows rows, CancellationToken cancel)
    {
        var fields = new Fields();
        var page = Page.Read(http, fields);
        Guid? before = null;
        if (http.Request.Query["before"].ToString() is { Length: > 0 } given)
        {
            before = Guid.TryParse(given, out var id) ? id : null;
            if (before is null)
                fields.Wrong("before", "must be the id of an import.");
        }

        return fields.Problem ?? Answers.Json(http, page.Of(await rows.ListAsync(before, page.Limit + 1, cancel), import => $"{import.Id}"));
    }

    [WolverineGet("/api/v1/imports/{id}")]
    [Answers(200, typeof(ImportReport)), Refuses(404)]
    [EndpointSummary("How an import stands, and what became of its lines")]
    public static async Task<IResult> Get(Guid id, HttpContext http, ImportRows rows, Suggestions suggestions, CancellationToken cancel) =>
        await rows.FindAsync(id, cancel) is { } report
            ? Answers.Json(http, await WithDetailsAsync(report, rows, suggestions, cancel))
            : Unknown(id);

    [WolverineGet("/api/v1/imports/{id}/refusals")]
    [Answers(200, typeof(LineRefusal), NdjsonBody.ContentType), Refuses(404)]
    [EndpointSummary("Why lines of an import were refused, all of them, one to a line")]
    public static async Task<IResult> GetRefusals(Guid id, ImportRows rows, CancellationToken cancel) =>
        await rows.FindAsync(id, cancel) is null ? Unknown(id) : NdjsonBody.Of(RefusalsAsync(id, rows, cancel), cancel);

    internal static IResult Unknown(Guid id) => Problems.Of(404, "unknown-import", $"There is no import {id}.", ("subject", $"{id}"));

    private static async Task<ImportReport> WithDetailsAsync(ImportReport report, ImportRows rows, Suggestions suggestions, CancellationToken cancel)
    {
        var refusals = await rows.RefusalsAsync(report.Id, 0, 0, ImportReport.MaxShown, cancel);
        var missing = (await rows.NamedAsync(report.Id, created: false, cancel)).ToLookup(x => x.Kind);
        var created = (await rows.NamedAsync(report.Id, created: true, cancel)).ToLookup(x => x.Kind, x => x.Id);
        return report with
        {
            Refusals = [.. refusals.Select(x => x.Refusal)],
            Missing = new(await OfAsync("party"), await OfAsync("issue"), await OfAsync("source")),
            Created = new([.. created["party"]], [.. created["issue"]], [.. created["source"]]),
        };

        async Task<IReadOnlyList<MissingId>> OfAsync(string kind)
        {
            var near = await suggestions.NearAsync(kind, [.. missing[kind].Select(x => x.Id)], cancel);
            return [.. missing[kind].Select(x => new MissingId(x.Id, x.Lines, near[x.Id]))];
        }
    }

    private static async IAsyncEnumerable<LineRefusal> RefusalsAsync(Guid id, ImportRows rows, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var (line, place) = (0L, 0); ;)
        {
            var page = await rows.RefusalsAsync(id, line, place, PageSize, cancel);
            foreach (var (refusal, _) in page)
                yield return refusal;
            if (page.Count < PageSize)
                yield break;
            (line, place) = (page[^1].Refusal.Line, page[^1].Place);
        }
    }
}
