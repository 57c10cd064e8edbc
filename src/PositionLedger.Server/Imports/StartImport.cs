using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Imports;

/// <summary>Takes a file of statements in, and begins to import it once it is kept in the database.</summary>
public static class StartImportEndpoint
{
    [WolverinePost("/api/v1/imports"), ReadsFile("text/csv", "application/x-ndjson")]
    [Takes("dryRun", "true says what would be recorded, and records nothing.")]
    [Takes("atomic", "true records nothing unless every line can be recorded.")]
    [Takes("createMissing", "true creates parties, issues and sources that statements name and the ledger doesn't know.")]
    [Takes("negotiation", "The negotiation of the issues that are created; without it none are.")]
    [Takes("partyKind", "What parties that are created are; state where it is left out.")]
    [Takes("party", "For lines without it: whose statement it is.")]
    [Takes("issue", "For lines without it: the issue.")]
    [Takes("kind", "For lines without it: what the party did.")]
    [Takes("stance", "For lines without it: the side taken.")]
    [Takes("firmness", "For lines without it: how strongly it is put.")]
    [Takes("saidOn", "For lines without it: when it was said.")]
    [Takes("effectiveUntil", "For lines without it: the last day it holds.")]
    [Takes("speaker", "For lines without it: who spoke.")]
    [Takes("role", "For lines without it: the speaker's role.")]
    [Takes("authority", "For lines without it: what the speaker counts for that party.")]
    [Takes("quote", "For lines without it: the words.")]
    [Takes("language", "For lines without it: of the quotation.")]
    [Takes("rendering", "For lines without it: how the words were taken down.")]
    [Takes("originalLanguage", "For lines without it: of the original words.")]
    [Takes("attribution", "For lines without it: how it is attributed.")]
    [Takes("source", "For lines without it: the source that reports.")]
    [Takes("publishedOn", "For lines without it: when it was published.")]
    [Takes("credibility", "For lines without it: of the report, 1 to 6.")]
    [Takes("chain", "For lines without it: the hops of the report, with > between them.")]
    [Takes("root", "For lines without it: the first hop that is no republisher.")]
    [Answers(202, typeof(ImportReport)), Refuses(400, 401, 413, 415)]
    [EndpointSummary("Imports a file of statements: CSV or NDJSON, perhaps compressed by gzip")]
    [EndpointDescription("It is safe to send a file again: a line that is on record already changes nothing.")]
    public static async Task<IResult> Post(HttpContext http, ImportRows rows, RunImports runner, CancellationToken cancel)
    {
        if (FormatOf(http.Request) is not { } format)
            return Problems.Of(415, "unsupported-media-type", "Send CSV as Content-Type: text/csv, or NDJSON as application/x-ndjson, in UTF-8.");
        if (http.Request.Headers.ContentEncoding.ToString() is not ("" or "identity" or "gzip"))
            return Problems.Of(415, "unsupported-media-type", "The file may be compressed by gzip, and by nothing else.");
        var fields = new Fields();
        var options = ImportOptions.Read(http.Request.Query, format, fields);
        if (fields.Problem is { } problem)
            return problem;

        // It goes into the database as it comes, so that its size is no matter of memory.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        var id = Guid.CreateVersion7();
        if (await StageAsync(http, rows, id, options, cancel) is { } unreadable)
            return unreadable;
        runner.Wake();
        return Answers.Accepted(http, $"/api/v1/imports/{id}", (await rows.FindAsync(id, cancel))!);
    }

    private static async Task<IResult?> StageAsync(HttpContext http, ImportRows rows, Guid id, ImportOptions options, CancellationToken cancel)
    {
        await rows.BeginAsync(id, http.Recorder(), options, cancel);
        try
        {
            var upload = new StagedUpload(rows, id, options.Format);
            await upload.ReadAsync(http.Request.Body, cancel);
            await rows.StagedAsync(id, upload.Header, upload.Records, cancel);
            return null;
        }
        catch (UnreadableFileException unreadable)
        {
            await rows.DiscardAsync(id);
            return Problems.Of(400, "unreadable-file", unreadable.Message);
        }
        catch
        {
            await rows.DiscardAsync(id);
            throw;
        }
    }

    private static FileFormat? FormatOf(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        ? type.MediaType.Value?.ToLowerInvariant() switch
        {
            "text/csv" => FileFormat.Csv,
            "application/x-ndjson" or "application/ndjson" => FileFormat.Ndjson,
            _ => null,
        }
        : null;
}
