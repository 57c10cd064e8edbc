using System.Net;
using System.Text;
using System.Text.Json;

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
        using var answer = await SendAsync(path, null, cancel);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;

        await CheckAsync(answer, cancel);
        return await ReadAsync(() => answer.Content.ReadAsByteArrayAsync(cancel));
    }

    /// <exception cref="CannotAnswerException">The server refuses, or doesn't answer.</exception>
    public async Task<string> GetAsync(string path, CancellationToken cancel)
    {
        using var answer = await SendAsync(path, null, cancel);
        await CheckAsync(answer, cancel);
        return Encoding.UTF8.GetString(await ReadAsync(() => answer.Content.ReadAsByteArrayAsync(cancel)));
    }

    /// <summary>Asks for a long answer, to be read as it comes.</summary>
    /// <param name="read">Reads it; a connection that breaks meanwhile is told in words.</param>
    /// <exception cref="CannotAnswerException">The server refuses, or doesn't answer to the end.</exception>
    public async Task StreamAsync(string path, string? accept, Func<Stream, Task> read, CancellationToken cancel)
    {
        using var answer = await SendAsync(path, accept, cancel);
        await CheckAsync(answer, cancel);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        await ReadAsync(async () => { await read(stream); return true; });
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string path, string? accept, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/{path}");
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        }
        catch (HttpRequestException)
        {
            throw new CannotAnswerException(
                $"No ledger answers at {_client.BaseAddress}: is it running? --url or LEDGER_URL says where else.");
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
            throw new CannotAnswerException($"The answer of {_client.BaseAddress} broke off.");
        }
    }

    private static async Task CheckAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.IsSuccessStatusCode)
            return;

        if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json")
            throw new CannotAnswerException(ProblemText.Of(JsonElement.Parse(await answer.Content.ReadAsStringAsync(cancel))));

        var status = $"{(int)answer.StatusCode} {answer.ReasonPhrase}";
        throw new CannotAnswerException($"{answer.RequestMessage!.RequestUri} answered {status}, which is no answer of a ledger.");
    }
}
