using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PositionLedger.Server.Tests.Cli;

/// <summary>The imports of a server that goes through what a test says, one report after the other.</summary>
internal sealed class FakeImports(params JsonObject[] reports)
{
    public const string Id = "0198f7a2-5b1c-7d3e-8f40-112233445566";

    private int _asked = -1;

    /// <summary>What was sent: query, content type, content encoding, whether it waited to be let in, and the bytes.</summary>
    public List<(string Query, string? Type, string Encoding, string Expect, byte[] Body)> Sent { get; } = [];

    /// <summary>What is sent as events, before the connection ends or, where there is nothing, is cut.</summary>
    public string Events { get; init; } = "";

    /// <summary>Answers this many times that it is too busy.</summary>
    public int Busy { get; set; }

    public string Refusals { get; init; } = "";

    public static JsonObject Report(string state, long read = 0, long refused = 0) => new()
    {
        ["id"] = Id, ["state"] = state, ["dryRun"] = false, ["createMissing"] = false, ["lines"] = 1_200, ["read"] = read,
        ["recorded"] = read - refused, ["unchanged"] = 0, ["refused"] = refused,
    };

    public void Map(WebApplication app)
    {
        app.MapPost("/api/v1/imports", TakeAsync);
        app.MapGet($"/api/v1/imports/{Id}", async http =>
        {
            http.Response.StatusCode = Busy-- > 0 ? 503 : 200;
            _asked = Math.Min(_asked + 1, reports.Length - 1);
            await http.Response.WriteAsync(reports[_asked].ToJsonString());
        });
        app.MapGet($"/api/v1/imports/{Id}/refusals", http => http.Response.WriteAsync(Refusals));
        app.MapGet($"/api/v1/imports/{Id}/progress", async http =>
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync(Events);
            await http.Response.Body.FlushAsync();
            if (!Events.Contains("event: end", StringComparison.Ordinal))
                http.Abort();
        });
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var (request, headers) = (http.Request, http.Request.Headers);
        Sent.Add((request.QueryString.Value!, request.ContentType, $"{headers.ContentEncoding}", $"{headers.Expect}", body.ToArray()));
        http.Response.StatusCode = 202;
        await http.Response.WriteAsync($$"""{"id":"{{Id}}","state":"running","location":"/api/v1/imports/{{Id}}"}""");
    }
}
