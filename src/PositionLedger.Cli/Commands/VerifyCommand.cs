using System.CommandLine;
using PositionLedger.Cli.Verification;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger verify</c>: recomputes the sealed ledger from what its server answers, and believes none of it.</summary>
internal static class VerifyCommand
{
    private const string Description = "Recomputes the sealed ledger, and says what is verified, failed or could not be checked.";

    private const int Listed = 10;

    public static Command Build(ServerOptions server, Surroundings around)
    {
        var since = new Option<string[]>("--since")
        {
            Description = "A checkpoint that you kept, or a proof; may be given several times.", HelpName = "FILE",
        };
        var key = new Option<string?>("--key")
        {
            Description = "The ledger's verifier key, which you got from elsewhere, or a file with it.", HelpName = "FILE|KEY",
        };
        var save = new Option<string?>("--save") { Description = "Where to keep the checkpoint for the next --since.", HelpName = "FILE" };
        var limit = new Option<int>("--limit")
        {
            Description = "How many findings of a kind are listed.", HelpName = "N", DefaultValueFactory = _ => Listed,
        };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
                result.AddError("--limit must be 0 or more.");
        });
        var command = new Verb("verify", Description, "ledger verify --key ledger.vkey --since kept.checkpoint --save kept.checkpoint")
        {
            since, key, save, limit,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var held = HeldKeys.Read(parsed.GetValue(key));
            var kept = (parsed.GetValue(since) ?? []).Select(Keep).ToArray();
            using var ledger = server.Connect(parsed);
            var report = await WorkProgress.ShowAsync(around, "Recomputing the ledger", progress =>
                new LedgerReading(ledger, progress, cancel).CheckAsync(held, kept, parsed.GetValue(limit)));
            if (server.IsJson(parsed))
                await around.Out.WriteLineAsync(ReportJson.Of(report));
            else
                ReportText.Print(report, Screen.Of(around.Out, around.OutIsTerminal));
            if (parsed.GetValue(save) is { } file)
                await SaveAsync(report, file, around.Error);
            return report.Verdict == Verdict.Failed ? ExitCode.Refused : ExitCode.Done;
        });
        return command;
    }

    private static KeptCheckpoint Keep(string file) =>
        (File.Exists(file) ? KeptCheckpoint.TryParse(file, File.ReadAllText(file)) : null)
        ?? throw new UsageException($"--since {file}: there is no such file, or it is neither a checkpoint nor a proof.");

    private static async Task SaveAsync(VerificationReport report, string file, TextWriter talk)
    {
        if (report.Verdict == Verdict.Failed || report.Checkpoint is null)
        {
            await talk.WriteLineAsync(
                $"Nothing was written to {file}: only the checkpoint of a ledger that was found in order is worth keeping.");
            return;
        }

        await File.WriteAllTextAsync(file, report.Checkpoint);
        await talk.WriteLineAsync(
            $"The newest checkpoint is in {file}. Keep it where nobody who runs the ledger can change it.");
    }
}
