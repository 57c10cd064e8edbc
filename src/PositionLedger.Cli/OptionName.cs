using System.Text.RegularExpressions;

namespace PositionLedger.Cli;

/// <summary>The names of options, which are those of the API's fields as a command line writes them.</summary>
internal static partial class OptionName
{
    /// <summary><c>saidOn</c> is <c>--said-on</c>.</summary>
    public static string Of(string field) => $"--{Hump().Replace(field, match => $"-{char.ToLowerInvariant(match.Value[0])}")}";

    /// <summary><c>--said-on</c> is <c>saidOn</c>.</summary>
    public static string ToCamel(string option) =>
        Dash().Replace(option.TrimStart('-'), match => char.ToUpperInvariant(match.Value[1]).ToString());

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Hump();

    [GeneratedRegex("-[a-z]")]
    private static partial Regex Dash();
}
