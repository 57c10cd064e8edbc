using System.CommandLine;
using System.Globalization;

namespace PositionLedger.Cli.Commands;

/// <summary>By what was known, and by which rule, a question is answered: options of every question.</summary>
internal sealed class QuestionOptions
{
    private readonly Option<string?> _knownAt = new("--known-at")
    {
        Description = "By what was known at an instant, such as 2025-08-10T00:00:00Z.", HelpName = "INSTANT",
    };

    private readonly Option<long?> _size = new("--ledger-size") { Description = "By the first N events of the ledger.", HelpName = "N" };

    private readonly Option<string?> _policy = new("--policy")
    {
        Description = "The rule of who governs: authority-first/1 or latest-first/1.", HelpName = "POLICY",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_knownAt);
        command.Options.Add(_size);
        command.Options.Add(_policy);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_knownAt) is not null && result.GetValue(_size) is not null)
                result.AddError("--known-at and --ledger-size say the same thing in two ways: give one of them.");
        });
    }

    /// <summary>The query, with what the command asks itself before it.</summary>
    public string Query(ParseResult parsed, params (string Name, string? Value)[] own) => Cli.Query.Of([
        .. own, ("knownAt", parsed.GetValue(_knownAt)), ("ledgerSize", parsed.GetValue(_size)?.ToString(CultureInfo.InvariantCulture)),
        ("policy", parsed.GetValue(_policy)),
    ]);
}
