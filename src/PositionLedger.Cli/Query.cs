namespace PositionLedger.Cli;

/// <summary>Queries of addresses.</summary>
internal static class Query
{
    /// <summary>Leaves out what is null.</summary>
    public static string Of(params (string Name, string? Value)[] parameters)
    {
        var given = parameters.Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}").ToArray();
        return given.Length > 0 ? $"?{string.Join('&', given)}" : "";
    }
}
