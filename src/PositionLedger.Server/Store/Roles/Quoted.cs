namespace PositionLedger.Server.Store.Roles;

/// <summary>Names and texts for commands of PostgreSQL that take no parameters.</summary>
internal static class Quoted
{
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
