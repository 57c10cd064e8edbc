using System.CommandLine;
using System.Text.Json;
using PositionLedger.Cli.Commands;
using Spectre.Console;

namespace PositionLedger.Cli.Importing;

/// <summary>Sends files to be imported, follows each to its end and tells what came of it.</summary>
internal sealed class ImportRun(
    ServerOptions server, Surroundings around, LedgerServer ledger, ParseResult parsed, CancellationToken cancel)
{
    /// <summary>Imports files, one after the other.</summary>
    /// <param name="waits">Whether each is followed to its end.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> FilesAsync(IReadOnlyList<ImportFile> files, string query, bool waits)
    {
        var code = ExitCode.Done;
        foreach (var file in files)
        {
            var begun = await SendAsync(file, query);
            var id = JsonElement.Parse(begun).TextOf("id")!;
            if (waits)
                code = Math.Max(code, await FollowAsync(id, file.Name));
            else
                await around.Out.WriteLineAsync(server.IsJson(parsed) ? begun : id);
            if (cancel.IsCancellationRequested)
                break;
        }

        return code;
    }

    /// <summary>Waits for an import to end, and tells what came of it.</summary>
    /// <param name="file">The name of its file; null where nobody knows it any more.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> FollowAsync(string id, string? file)
    {
        try
        {
            var answer = await WorkProgress.ShowAsync(
                around, $"Importing {file ?? id}", progress => new Import(ledger, id, progress, cancel).FollowAsync());
            var report = JsonElement.Parse(answer);
            foreach (var complaint in ImportText.Complaints(report, file))
                await around.Error.WriteLineAsync(complaint);
            await Answer.PrintAsync(server, around, parsed, answer, ImportText.Print);
            return report.TextOf("state") == "completed" && report.TextOf("refused") is null or "0" ? ExitCode.Done : ExitCode.Refused;
        }
        catch (Exception e) when (e is OperationCanceledException or CannotAnswerException { MayPass: true })
        {
            if (e is CannotAnswerException)
                await around.Error.WriteLineAsync(e.Message);
            await around.Error.WriteLineAsync($"The import goes on at the server. To look again: ledger import --follow {id}");
            return ExitCode.Refused;
        }
    }

    /// <summary>Prints all refusals of an import.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RefusalsAsync(string id)
    {
        await ledger.StreamAsync($"{Import.PathTo(id)}/refusals", "application/x-ndjson", async stream =>
        {
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(cancel) is { } line)
            {
                if (line.Length > 0)
                    await around.Out.WriteLineAsync(server.IsJson(parsed) ? line : ImportText.Refusal(JsonElement.Parse(line), null));
            }
        }, cancel);
        return ExitCode.Done;
    }

    /// <summary>Sends a file.</summary>
    /// <returns>The server's answer, with the id of the import.</returns>
    private async Task<string> SendAsync(ImportFile file, string query)
    {
        await using var stream = file.Open();
        return await WorkProgress.ShowAsync(around, $"Sending {file.Name}", async progress =>
        {
            using var content = new SentFile(stream, progress);
            content.Headers.ContentType = new(file.MediaType);
            if (file.IsGzipped)
                content.Headers.ContentEncoding.Add("gzip");
            // A refusal of the call comes before the file is sent for nothing.
            return (await ledger.SendAsync(HttpMethod.Post, $"imports{query}", content, [("Expect", "100-continue")], cancel)).Text;
        }, new TransferSpeedColumn());
    }
}
