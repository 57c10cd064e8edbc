using System.CommandLine;
using System.Globalization;

namespace PositionLedger.Cli.Commands;

/// <summary>What was known when: an instant, or a size of the ledger, which says it exactly.</summary>
/// <param name="prefix">What stands before both names: nothing, or <c>since</c> for the earlier of two knowledges.</param>
internal sealed class KnowledgeOptions(string prefix = "")
{
    private readonly Option<string?> _knownAt = new(Name(prefix, "known-at"))
    {
        Description = prefix.Length == 0
            ? "By what was known at an instant, such as 2025-08-10T00:00:00Z."
            : "What was known at an earlier instant, to be compared with.",
        HelpName = "INSTANT",
    };

    private readonly Option<long?> _size = new(Name(prefix, "ledger-size"))
    {
        Description = prefix.Length == 0 ? "By the first N events of the ledger." : "The first N events, to be compared with.",
        HelpName = "N",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_knownAt);
        command.Options.Add(_size);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_knownAt) is not null && result.GetValue(_size) is not null)
                result.AddError($"{_knownAt.Name} and {_size.Name} say the same thing in two ways: give one of them.");
        });
    }

    public (string Name, string? Value)[] Query(ParseResult parsed) =>
    [
        (OptionName.ToCamel(_knownAt.Name), parsed.GetValue(_knownAt)),
        (OptionName.ToCamel(_size.Name), parsed.GetValue(_size)?.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string Name(string prefix, string name) => prefix.Length == 0 ? $"--{name}" : $"--{prefix}-{name}";
}
