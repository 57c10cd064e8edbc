using System.CommandLine;

namespace PositionLedger.Cli.Commands;

/// <summary>One party on one issue: what every question about a stance is about.</summary>
internal sealed class CellArguments
{
    private readonly Argument<string> _party = new("PARTY") { Description = "The id of a party." };

    private readonly Argument<string> _issue = new("ISSUE") { Description = "The id of an issue." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_party);
        command.Arguments.Add(_issue);
    }

    public string Path(ParseResult parsed) =>
        $"parties/{Uri.EscapeDataString(parsed.GetValue(_party)!)}/stances/{Uri.EscapeDataString(parsed.GetValue(_issue)!)}";
}
