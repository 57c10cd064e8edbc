using Microsoft.AspNetCore.Diagnostics;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Http;

/// <summary>The edge where an exception becomes an answer: a dead database is 503, what else got here is a bug and logged once.</summary>
public sealed class Errors(ILogger<Errors> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested => Results.StatusCode(499),
            BadHttpRequestException bad => Problems.Of(bad.StatusCode, bad.StatusCode == 413 ? "too-large" : "malformed-request", bad.Message),
            _ when Database.IsGone(exception) => Unavailable(httpContext, exception),
            _ => Bug(httpContext, exception),
        };
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private IResult Unavailable(HttpContext http, Exception exception)
    {
        log.LogError("The database can't be reached ({Error}); {Method} {Path} was answered with 503.",
            exception.GetBaseException().Message, http.Request.Method, http.Request.Path);
        http.Response.Headers.RetryAfter = "2";
        return Problems.Of(503, "database-unavailable", HttpMethods.IsGet(http.Request.Method)
            ? "The database can't be reached. Try again."
            : "The database can't be reached; whether this was recorded is not known. Send it again: with a key that is safe.");
    }

    private IResult Bug(HttpContext http, Exception exception)
    {
        log.LogError(exception, "{Method} {Path} failed.", http.Request.Method, http.Request.Path);
        return Problems.Of(500, "internal-error", "This is a mistake of the server's. The trace id helps to find it in its log.",
            ("traceId", System.Diagnostics.Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier));
    }
}
