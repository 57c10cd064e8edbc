using System.CommandLine;

namespace PositionLedger.Cli.Commands;

/// <summary>By what was known, and by which rule, a question is answered: options of every question.</summary>
internal sealed class QuestionOptions
{
    private readonly KnowledgeOptions _known = new();

    private readonly Option<string?> _policy = new("--policy")
    {
        Description = "The rule of who governs: authority-first/1 or latest-first/1.", HelpName = "POLICY",
    };

    public QuestionOptions() => _policy.CompletionSources.Add("authority-first/1", "latest-first/1");

    /// <summary>The day that a question asks about.</summary>
    public static Option<string> On() => new("--on")
    {
        Description = "The day asked about (UTC, inclusive).", HelpName = "YYYY-MM-DD", Required = true,
    };

    public void AddTo(Command command)
    {
        _known.AddTo(command);
        command.Options.Add(_policy);
    }

    /// <summary>The query, with what the command asks itself before it.</summary>
    public string Query(ParseResult parsed, params (string Name, string? Value)[] own) =>
        Cli.Query.Of([.. own, .. _known.Query(parsed), ("policy", parsed.GetValue(_policy))]);
}
