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

    /// <summary>A table without lines around it; what is null stays empty.</summary>
    public static Table Table(IEnumerable<string> columns, IEnumerable<IEnumerable<string?>> rows)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column)).PadRight(2));
        // What a row is about stays in one piece, however narrow the terminal.
        table.Columns[0].NoWrap();
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell ?? "")));
        return table;
    }

    /// <summary>A table under a title, with a blank line after it; without rows it says that there are none.</summary>
    public static void Section(
        IAnsiConsole console, string title, IEnumerable<string> columns, IReadOnlyCollection<IEnumerable<string?>> rows)
    {
        console.Write(new Text($"{title}{(rows.Count == 0 ? " (none)" : "")}\n", new(decoration: Decoration.Bold)));
        if (rows.Count > 0)
            console.Write(Table(columns, rows));
        console.WriteLine();
    }
}
