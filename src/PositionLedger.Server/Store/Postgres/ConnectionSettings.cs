using Npgsql;

namespace PositionLedger.Server.Store.Postgres;

/// <summary>A connection string that somebody gave.</summary>
internal static class ConnectionSettings
{
    /// <summary>Throws <see cref="CannotStartException"/> where it can't be read.</summary>
    public static NpgsqlConnectionStringBuilder Read(string setting, string given)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(given) { Timezone = "UTC" };
            // Npgsql 10 asks for Kerberos first, at each connect, and its library is missing in the official .NET images
            // (npgsql#6360, #6416). Whoever wants it says so.
            if (!settings.ShouldSerialize("GSS Encryption Mode"))
                settings.GssEncryptionMode = GssEncryptionMode.Disable;
            // Npgsql itself says what else is missing or doesn't go together.
            using var tried = new NpgsqlConnection(settings.ConnectionString);
            return settings;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException or InvalidCastException or InvalidOperationException or NotSupportedException)
        {
            // Without its words, and without its cause: both may hold a piece of the password.
            throw new CannotStartException(
                $"{setting} cannot be read: write it like Host=localhost;Database=ledger;Username=ledger;Password=…, with quotation marks around a value that holds a semicolon.");
        }
    }
}
