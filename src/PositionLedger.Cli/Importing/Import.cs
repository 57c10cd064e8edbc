using System.Net.ServerSentEvents;
using System.Text.Json;

namespace PositionLedger.Cli.Importing;

/// <summary>An import that a server runs, followed to its end.</summary>
/// <param name="progress">Is told how many of how many lines are decided.</param>
internal sealed class Import(LedgerServer ledger, string id, Action<long, long> progress, CancellationToken cancel)
{
    /// <summary>How long nobody may answer: a server that is started again goes on with its imports.</summary>
    private const int Patience = 60;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public static string PathTo(string id) => $"imports/{Uri.EscapeDataString(id)}";

    /// <returns>Its report, as the server answers it.</returns>
    /// <exception cref="CannotAnswerException">There is no such import, or nobody answers any more.</exception>
    public async Task<string> FollowAsync()
    {
        await ListenAsync();
        while (true)
        {
            var answer = await AskAsync();
            if (!IsRunning(JsonElement.Parse(answer)))
                return answer;

            await Task.Delay(s_pause, cancel);
        }
    }

    /// <summary>Takes what the server tells by itself, until it ends or breaks off; asking says the rest.</summary>
    private async Task ListenAsync()
    {
        try
        {
            await ledger.StreamAsync($"{PathTo(id)}/progress", "text/event-stream", async stream =>
            {
                await foreach (var told in SseParser.Create(stream).EnumerateAsync(cancel))
                {
                    if (told.EventType == "end" || (told.EventType == "progress" && !IsRunning(JsonElement.Parse(told.Data))))
                        return;
                }
            }, cancel);
        }
        catch (CannotAnswerException)
        {
        }
    }

    private async Task<string> AskAsync()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await ledger.GetAsync(PathTo(id), cancel);
            }
            catch (CannotAnswerException e) when (e.MayPass && tries < Patience)
            {
                await Task.Delay(s_pause, cancel);
            }
        }
    }

    private bool IsRunning(JsonElement report)
    {
        progress(Count(report, "read"), Count(report, "lines"));
        return report.TextOf("state") == "running";
    }

    private static long Count(JsonElement report, string member) => report.Of(member)?.GetInt64() ?? 0;
}
