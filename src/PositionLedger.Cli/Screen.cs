using Spectre.Console;

namespace PositionLedger.Cli;

/// <summary>Prints for readers: with colours and at the width of a terminal, plainly and as wide as need be elsewhere.</summary>
internal static class Screen
{
    private const int WideEnough = 500;

    public static IAnsiConsole Of(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
            console.Profile.Width = WideEnough;
        return console;
    }

    /// <summary>A table of names and what they are of; rows without a value are left out.</summary>
    public static Grid Facts(IEnumerable<(string Name, string? Value)> facts)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        foreach (var (name, value) in facts.Where(fact => !string.IsNullOrEmpty(fact.Value)))
            grid.AddRow(new Text(name), new Text(value!));
        return grid;
    }
}
