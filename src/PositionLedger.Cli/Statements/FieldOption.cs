using System.CommandLine;

namespace PositionLedger.Cli.Statements;

/// <summary>The option that sets a field of a statement.</summary>
internal static class FieldOption
{
    public static Option<string?> Of(StatementField field)
    {
        var words = field.Words.Count > 0 && field.HelpName != "1-6" ? $" One of {string.Join(", ", field.Words)}." : "";
        var option = new Option<string?>(OptionName.Of(field.Name)) { Description = field.Description + words, HelpName = field.HelpName };
        if (field.Words.Count > 0)
            option.AcceptOnlyFromAmong([.. field.Words]);
        return option;
    }
}
