using System.CommandLine;
using System.Text.Json.Nodes;
using PositionLedger.Cli.Statements;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger correct</c>: overwrites what was recorded wrongly of a statement; what isn't named stays.</summary>
internal static class CorrectCommand
{
    private const string Description = "Corrects what was recorded wrongly of a statement; what isn't named stays.";

    public static Command Build(ServerOptions server, Surroundings around)
    {
        var (amendment, options) = (new AmendmentOptions("corrected"), new StatementOptions(StatementField.Correctable));
        var clear = new Option<string[]>("--clear")
        {
            Description = "A field to empty, named as its option is; may be given several times.", HelpName = "FIELD",
        };
        clear.AcceptOnlyFromAmong(["conditions", .. StatementField.Correctable.Select(ClearName)]);
        var command = new Verb(
            "correct", Description,
            "ledger correct 0198f7a2-5b1c-7d3e-8f40-112233445566 --reason \"The transcript says no.\" --stance rejects")
        {
            clear,
        };
        amendment.AddTo(command);
        options.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var ledger = server.Connect(parsed);
            var body = await options.FileAsync(parsed, around, cancel);
            var cleared = (parsed.GetValue(clear) ?? []).Select(name => (Cleared(name), (JsonNode?)null));
            var tag = await OverwriteAsync(ledger, parsed, body, [.. options.Given(parsed), .. cleared], amendment, cancel);
            var receipt = await amendment.SendAsync(ledger, parsed, "corrections", body, tag, cancel);
            await Answer.PrintAsync(server, around, parsed, receipt, ReceiptText.Print);
            return ExitCode.Done;
        });
        return command;
    }

    /// <returns>The revision that is overwritten.</returns>
    private static async Task<string> OverwriteAsync(
        LedgerServer ledger, ParseResult parsed, JsonObject body, IReadOnlyList<(string Path, JsonNode? Value)> changes,
        AmendmentOptions amendment, CancellationToken cancel)
    {
        var (statement, tag) = await amendment.FindAsync(ledger, parsed, cancel);
        var parts = changes.Select(change => change.Path).Where(StatementJson.IsPart).ToArray();
        if (parts.Length > 0 && CopyOf(statement, amendment.Only(parsed)) is { } copy)
            statement = JsonNode.Parse(await ledger.GetAsync($"statements/{copy}", cancel))!.AsObject();
        StatementJson.TakeOver(body, statement, parts);
        foreach (var (path, value) in changes)
            StatementJson.Set(body, path, value);
        return tag;
    }

    /// <returns>Null where it is the statement itself, or there is no such copy.</returns>
    private static string? CopyOf(JsonObject statement, string? party) =>
        party is null || party == $"{statement["party"]}" ? null
        : statement["joint"]?.AsArray().FirstOrDefault(copy => $"{copy!["party"]}" == party)?["statement"]?.ToString();

    private static string ClearName(StatementField field) => OptionName.Of(field.Name)[2..];

    private static string Cleared(string name) =>
        StatementField.Correctable.FirstOrDefault(field => ClearName(field) == name)?.Emptied ?? name;
}
