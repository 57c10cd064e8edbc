using System.CommandLine;
using PositionLedger.Cli.Statements;

namespace PositionLedger.Cli.Importing;

/// <summary>How a file is imported, and what stands for columns that it hasn't.</summary>
internal sealed class ImportOptions
{
    private static readonly HashSet<string> s_notOfAFile =
        ["key", "refersTo", "denies", "originalQuote", "translator", "reportUrl", "retrievedAt", "jointWith", "acknowledges"];

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would come of it, and record nothing." };

    private readonly Option<bool> _atomic = new("--atomic") { Description = "Record all lines, or none if one is refused." };

    private readonly Option<bool> _createMissing = new("--create-missing")
    {
        Description = "Open the parties, issues and sources that the ledger doesn't know; new issues need --negotiation.",
    };

    private readonly Option<string?>[] _values =
    [
        new("--party") { Description = "The party that made them.", HelpName = "ID" },
        .. StatementField.All.Where(field => !s_notOfAFile.Contains(field.Name)).Select(FieldOption.Of),
        new("--negotiation") { Description = "The negotiation of the issues that are opened.", HelpName = "ID" },
        new("--party-kind") { Description = "What the parties are that are opened; else state.", HelpName = "KIND" },
    ];

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_dryRun, _atomic, _createMissing, .. _values])
            command.Options.Add(option);
    }

    public string Query(ParseResult parsed) => Cli.Query.Of([
        .. ((Option<bool>[])[_dryRun, _atomic, _createMissing]).Select(option =>
            (OptionName.ToCamel(option.Name), parsed.GetValue(option) ? "true" : null)),
        .. _values.Select(option => (OptionName.ToCamel(option.Name), parsed.GetValue(option))),
    ]);
}
