using System.CommandLine;
using PositionLedger.Cli.Importing;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger import</c>: records what is in files, and says what was refused and where.</summary>
internal static class ImportCommand
{
    private const string Description =
        "Records what is in files, CSV or NDJSON, perhaps in gzip. What an option of a field says stands where a file has none.";

    public static Command Build(ServerOptions server, Surroundings around)
    {
        var files = new Argument<string[]>("FILE") { Description = "The files, - for standard input.", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string?>("--format") { Description = "csv or ndjson; else by the file's name.", HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong(ImportFile.Csv, ImportFile.Ndjson);
        var noWait = new Option<bool>("--no-wait") { Description = "Print the import's id, and don't wait for its end." };
        var follow = new Option<string?>("--follow") { Description = "Wait for an import that was begun before.", HelpName = "ID" };
        var refusals = new Option<string?>("--refusals") { Description = "Print all that was refused of an import.", HelpName = "ID" };
        var options = new ImportOptions();
        var command = new Verb(
            "import", Description, "ledger import statements.csv --source un-digital-library --kind formalAct --dry-run",
            "ledger import votes.ndjson.gz --create-missing --negotiation un-votes",
            "ledger import --follow 0198f7a2-5b1c-7d3e-8f40-112233445566")
        {
            files, format, noWait, follow, refusals,
        };
        options.AddTo(command);
        RequireOneOf(command, files, follow, refusals);
        command.SetAction(async (parsed, cancel) =>
        {
            ImportFile[] sent = [.. parsed.GetValue(files)!.Select(file => ImportFile.Of(file, parsed.GetValue(format), around))];
            using var ledger = server.Connect(parsed);
            var run = new ImportRun(server, around, ledger, parsed, cancel);
            return parsed.GetValue(follow) is { } begun ? await run.FollowAsync(begun, null)
                : parsed.GetValue(refusals) is { } refused ? await run.RefusalsAsync(refused)
                : await run.FilesAsync(sent, options.Query(parsed), waits: !parsed.GetValue(noWait));
        });
        return command;
    }

    private static void RequireOneOf(Command command, Argument<string[]> files, params Option<string?>[] others) =>
        command.Validators.Add(result =>
        {
            var ways = others.Count(other => result.GetValue(other) is not null) + (result.GetValue(files) is { Length: > 0 } ? 1 : 0);
            if (ways != 1)
                result.AddError("Name files to import, or an import by --follow or --refusals.");
        });
}
