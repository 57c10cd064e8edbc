using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PositionLedger.Server.Tests.Support;

/// <summary>An answer as a caller sees it.</summary>
public sealed record Reply(HttpStatusCode Status, HttpResponseHeaders Headers, string? ContentType, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? ETag => Headers.ETag?.ToString();

    /// <summary>The code of the problem, without its prefix.</summary>
    public string? Problem => ContentType == "application/problem+json" ? Json["type"]!.GetValue<string>()["/problems/".Length..] : null;
}

/// <summary>Calls the ledger over HTTP, as the administrator or as nobody.</summary>
public sealed class Api(HttpClient client, string? key = LedgerApp.AdminKey)
{
    public static Api Of(LedgerApp app) => new(app.Host.Server.CreateClient());

    public static Api Anonymous(LedgerApp app) => new(app.Host.Server.CreateClient(), null);

    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Reply> PostAsync(string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Json(body), headers);

    /// <summary>Posts a text as it is, well-formed or not.</summary>
    public Task<Reply> PostTextAsync(string path, string body, string contentType = "application/json") =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, contentType));

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new(response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static HttpContent Json(object? body) =>
        new StringContent(body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
}
