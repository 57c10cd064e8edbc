namespace PositionLedger.Server.Http;

/// <summary>Answers HEAD as GET would, without the body: for callers who only want to know whether something changed.</summary>
public static class Head
{
    public static Task AnswerAsGetAsync(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Request.Method = HttpMethods.Get;
            http.Response.Body = Stream.Null;
        }

        return next(http);
    }

    /// <summary>Whether nobody reads the body.</summary>
    public static bool IsAsked(HttpContext http) => http.Response.Body == Stream.Null;
}
