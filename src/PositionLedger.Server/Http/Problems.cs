using Microsoft.AspNetCore.Diagnostics;
using PositionLedger.Domain;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Store.Sealed;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Http;

/// <summary>Everything that can be wrong with a request, as RFC 9457 problem details: a stable type and a sentence to act on.</summary>
public static class Problems
{
    public static IResult Of(int status, string code, string why, params (string Name, object? Value)[] members) => TypedResults.Problem(
        why,
        statusCode: status,
        title: Title(status),
        type: $"/problems/{code}",
        extensions: members.Where(m => m.Value is not null).ToDictionary(m => m.Name, m => m.Value));

    /// <summary>Fields that are missing, malformed or out of range, each with its sentences.</summary>
    public static IResult Invalid(IDictionary<string, string[]> errors) =>
        Of(400, "invalid-request", "The request has fields that can't be used; 'errors' says which and why.", ("errors", errors));

    public static IResult Invalid(string field, string why) => Invalid(new Dictionary<string, string[]> { [field] = [why] });

    /// <summary>Something the contract promises and this version can't do yet; it is refused rather than ignored.</summary>
    public static IResult NotYet(string what) =>
        Of(400, "not-yet", $"'{what}' is not supported yet. Leave it out.", ("field", what),
            ("errors", new Dictionary<string, string[]> { [what] = ["is not supported yet."] }));

    public static IResult Of(Refusal refusal, IReadOnlyList<string>? suggestions = null) => Of(
        refusal.Kind switch
        {
            RefusalKind.Unknown => 404,
            RefusalKind.Conflict => 409,
            RefusalKind.Stale => 412,
            _ => 422,
        },
        refusal.Code,
        refusal.Why,
        ("field", refusal.Field),
        ("subject", refusal.Subject),
        ("suggestions", suggestions is { Count: > 0 } ? suggestions : null));

    public static IResult Busy(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return Of(429, "busy", $"More than {LedgerWriter.Capacity} writes are waiting. Try again in a second; a key makes that safe.");
    }

    public static IResult NotSealed(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "2";
        return Of(503, "not-sealed", "The ledger is not sealed up to there at the moment. Try again; if it stays so, /health/ready says why.");
    }

    internal static IResult EventsLost(Losses lost) => Of(
        410, "events-lost",
        $"Of the events between {lost.From} and {lost.To}, {lost.Count} were lost, as was told at {lost.ToldAt}: what was known with them can't be answered any more. "
        + $"Ask at a size up to {lost.From} or above {lost.To}; /api/v1/audit/recoveries says why.",
        ("fromSize", lost.From), ("toSize", lost.To));

    /// <summary>Answers where no endpoint did. By itself ASP.NET would send plain text to a caller who accepts no JSON.</summary>
    public static Task AnswerAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var (code, why) = Unanswered(http);
        return Of(http.Response.StatusCode, code, why).ExecuteAsync(http);
    }

    public static string Title(int status) => status switch
    {
        400 => "The request is malformed.",
        401 => "Who are you?",
        404 => "It doesn't exist.",
        405 => "That method isn't supported here.",
        409 => "It contradicts what is recorded.",
        410 => "It is lost.",
        412 => "It has changed since you looked.",
        413 => "The request is too large.",
        415 => "Send JSON.",
        422 => "A rule of the ledger says no.",
        428 => "Say which revision you looked at.",
        429 => "The ledger is busy.",
        503 => "It can't be answered just now.",
        _ => "Something went wrong here.",
    };

    private static (string Code, string Why) Unanswered(HttpContext http) => http.Response.StatusCode switch
    {
        401 => ("unauthorized", "Send an API key."),
        404 => ("not-found", $"Nothing is served at {Excerpt.Of(http.Request.Path, 200)}. "
            + (http.Request.Path.StartsWithSegments("/api/v1/statements") ? "A statement's id is a UUID, and the number of a report or condition a small one." : "What is there: /docs.")),
        405 => ("method-not-allowed", $"{Excerpt.Of(http.Request.Method, 20)} isn't supported here; the Allow header says what is."),
        413 => ("too-large", $"A body may have at most {RequestBody.MaxLength} bytes."),
        var status => ($"{status}", "The request can't be answered."),
    };
}
