using System.CommandLine;

namespace PositionLedger.Cli.Commands;

/// <summary>Which parties and issues a matrix is made of.</summary>
internal sealed class SelectionOptions
{
    private readonly Option<string?> _negotiation = new("--negotiation")
    {
        Description = "The issues of this negotiation; needed where no issues are named.", HelpName = "ID",
    };

    private readonly Option<string?> _parties = new("--parties")
    {
        Description = "Only these parties, with commas between them.", HelpName = "IDS",
    };

    private readonly Option<string?> _issues = new("--issues")
    {
        Description = "Only these issues, with commas between them.", HelpName = "IDS",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_negotiation);
        command.Options.Add(_parties);
        command.Options.Add(_issues);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_negotiation) is null && result.GetValue(_issues) is null)
                result.AddError("--negotiation or --issues must be given.");
        });
    }

    public (string Name, string? Value)[] Query(ParseResult parsed) =>
        [("negotiation", parsed.GetValue(_negotiation)), ("parties", parsed.GetValue(_parties)), ("issues", parsed.GetValue(_issues))];
}
