using System.CommandLine;
using PositionLedger.Cli.Witnessing;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger witness</c>: a witness that another institution runs, and that cosigns only what continues what it saw before.</summary>
internal static class WitnessCommand
{
    public static Command Build(Surroundings around)
    {
        var log = new Option<string[]>("--log") { Description = "The verifier key of a ledger to witness, or a file with its keys; may be given several times.", HelpName = "FILE|KEY", Required = true };
        var name = new Option<string>("--name") { Description = "The name of this witness, such as witness.example.org.", HelpName = "NAME", Required = true };
        var listen = new Option<string>("--listen") { Description = "Where ledgers send their checkpoints.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:7460" };
        var state = new Option<string>("--state") { Description = "The folder for its key and for what it cosigned last.", HelpName = "FOLDER", DefaultValueFactory = _ => "witness" };
        var command = new Verb("witness", "Cosigns the checkpoints of ledgers that have done nothing but grow (C2SP tlog-witness).",
            "ledger witness --name witness.example.org --log ledger.vkey")
        {
            log, name, listen, state,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var logs = parsed.GetValue(log)!.SelectMany(Verification.HeldKeys.Read).ToArray();
            using var key = WitnessKey.Open(parsed.GetValue(state)!, parsed.GetValue(name)!);
            var server = new WitnessServer(logs, key, new(parsed.GetValue(state)!), TimeProvider.System);
            await around.Error.WriteLineAsync($"Witnessing {string.Join(", ", logs.Select(known => known.Name).Distinct())} on {parsed.GetValue(listen)}; tell its ledger:");
            await around.Out.WriteLineAsync($"LEDGER_WITNESSES=\"{key.Verifier} {parsed.GetValue(listen)}\"");
            await server.RunAsync(parsed.GetValue(listen)!, cancel);
            return ExitCode.Done;
        });
        return command;
    }
}
