using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace PositionLedger.Server.Http;

/// <summary>The address at which an answer is the same bytes for ever: the question at a size of the ledger, in one way of writing it.</summary>
internal static class Permalink
{
    /// <param name="parameters">In their order, <c>ledgerSize</c> among them; those without a value are left out.</param>
    public static string To(string path, params (string Name, object? Value)[] parameters) =>
        $"{path}?{string.Join('&', parameters.Append(("format", KnowledgeParameters.Format)).Select(Text).Where(part => part is not null))}";

    private static string? Text((string Name, object? Value) parameter) => parameter.Value switch
    {
        null or "" or IReadOnlyCollection<string> { Count: 0 } => null,
        LocalDate day => $"{parameter.Name}={LocalDatePattern.Iso.Format(day)}",
        IReadOnlyCollection<string> ids => $"{parameter.Name}={Escaped(string.Join(',', ids))}",
        var value => $"{parameter.Name}={Escaped(Convert.ToString(value, CultureInfo.InvariantCulture)!)}",
    };

    // A slash and a comma stand for themselves in a query, and a reader of the address knows the policy by it.
    private static string Escaped(string text) =>
        Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal);
}
