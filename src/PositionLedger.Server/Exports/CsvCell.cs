namespace PositionLedger.Server.Exports;

/// <summary>Cells that no spreadsheet takes for a formula, and that come back as they were.</summary>
/// <remarks>
/// What begins with = + - @ or a tab or a carriage return gets an apostrophe before it, as a spreadsheet marks text; so does what has
/// apostrophes before one of these already, so that one can always be taken off again.
/// </remarks>
public static class CsvCell
{
    /// <summary>The cell of a text.</summary>
    public static string Of(string text) => IsLikeAFormula(text) ? $"'{text}" : text;

    /// <summary>The text of a cell.</summary>
    public static string TextOf(string cell) => cell.StartsWith('\'') && IsLikeAFormula(cell) ? cell[1..] : cell;

    private static bool IsLikeAFormula(string text) =>
        text.AsSpan().TrimStart('\'') is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];
}
