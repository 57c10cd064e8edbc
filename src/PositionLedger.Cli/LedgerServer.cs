using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PositionLedger.Cli;

/// <summary>A ledger's server, asked over HTTP.</summary>
internal sealed class LedgerServer : IDisposable
{
    private readonly HttpClient _client;

    public LedgerServer(HttpMessageHandler handler, Uri address, string? key)
    {
        // A ledger of millions of events is streamed for minutes.
        _client = new(handler, disposeHandler: false) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        if (key is not null)
            _client.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    /// <summary>Asks for something that may not be there.</summary>
    /// <param name="path">Below <c>/api/v1/</c>.</param>
    /// <returns>Null where it isn't.</returns>
    /// <exception cref="CannotAnswerException">The server refuses, or doesn't answer.</exception>
    public async Task<byte[]?> FindAsync(string path, CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Get, path, []);
        using var answer = await SendAsync(request, cancel);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;

        await CheckAsync(answer, cancel);
        return await ReadAsync(() => answer.Content.ReadAsByteArrayAsync(cancel));
    }

    /// <exception cref="CannotAnswerException">The server refuses, or doesn't answer.</exception>
    public async Task<string> GetAsync(string path, CancellationToken cancel) =>
        (await SendAsync(HttpMethod.Get, path, null, [], cancel)).Text;

    /// <exception cref="CannotAnswerException">The server refuses, or doesn't answer.</exception>
    public async Task<LedgerAnswer> SendAsync(
        HttpMethod method, string path, HttpContent? body, IEnumerable<(string Name, string Value)> headers, CancellationToken cancel)
    {
        using var request = Request(method, path, headers);
        request.Content = body;
        using var answer = await SendAsync(request, cancel);
        await CheckAsync(answer, cancel);
        var text = Encoding.UTF8.GetString(await ReadAsync(() => answer.Content.ReadAsByteArrayAsync(cancel)));
        return new(text, answer.Headers.ETag?.ToString());
    }

    public static HttpContent Json(JsonObject body) => new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

    /// <summary>Asks for a long answer, to be read as it comes.</summary>
    /// <param name="read">Reads it; a connection that breaks meanwhile is told in words.</param>
    /// <exception cref="CannotAnswerException">The server refuses, or doesn't answer to the end.</exception>
    public Task StreamAsync(string path, string? accept, Func<Stream, Task> read, CancellationToken cancel) =>
        StreamAsync(path, accept, (stream, _) => read(stream), cancel);

    /// <inheritdoc cref="StreamAsync(string, string?, Func{Stream, Task}, CancellationToken)"/>
    public async Task StreamAsync(string path, string? accept, Func<Stream, HttpResponseHeaders, Task> read, CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Get, path, accept is null ? [] : [("Accept", accept)]);
        using var answer = await SendAsync(request, cancel);
        await CheckAsync(answer, cancel);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        await ReadAsync(async () => { await read(stream, answer.Headers); return true; });
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage Request(HttpMethod method, string path, IEnumerable<(string Name, string Value)> headers)
    {
        var request = new HttpRequestMessage(method, $"api/v1/{path}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        }
        catch (HttpRequestException e)
        {
            throw new CannotAnswerException(e.InnerException is IOException
                ? $"The connection to {_client.BaseAddress} broke off."
                : $"No ledger answers at {_client.BaseAddress}: is it running? --url or LEDGER_URL says where else.", mayPass: true);
        }
    }

    private async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new CannotAnswerException($"The answer of {_client.BaseAddress} broke off.", mayPass: true);
        }
    }

    private static async Task CheckAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.IsSuccessStatusCode)
            return;

        var mayPass = answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
        if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json")
            throw new CannotAnswerException(ProblemText.Of(JsonElement.Parse(await answer.Content.ReadAsStringAsync(cancel))), mayPass);

        var status = $"{(int)answer.StatusCode} {answer.ReasonPhrase}";
        throw new CannotAnswerException($"{answer.RequestMessage!.RequestUri} answered {status}, which is no answer of a ledger.", mayPass);
    }
}
