using System.Security.Cryptography;
using System.Text;
using Npgsql;
using PositionLedger.Server.Store.Postgres;

namespace PositionLedger.Server.Store.Roles;

/// <summary>A role that owns nothing, and how it connects.</summary>
/// <param name="Password">Null where PostgreSQL lets it in without one.</param>
/// <param name="Setting">The setting that gives, or could give, its connection string.</param>
/// <param name="IsMade">Whether the ledger makes the role itself; else somebody gave it.</param>
public sealed record Account(string Role, string? Password, string ConnectionString, string Setting, bool IsMade)
{
    /// <summary>Throws <see cref="CannotStartException"/> where the connection string can't be read or names no role.</summary>
    public static Account Given(string setting, string given)
    {
        var settings = ConnectionSettings.Read(setting, given);
        return settings.Username is { Length: > 0 } role
            ? new(role, settings.Password, settings.ConnectionString, setting, IsMade: false)
            : throw new CannotStartException($"{setting} names no role: add Username=….");
    }

    /// <summary>A role beside the owner: who knows the owner's password knows its password, and not the other way round.</summary>
    public static Account Beside(string owner, string role, string setting)
    {
        var settings = new NpgsqlConnectionStringBuilder(owner) { Username = role };
        // Npgsql takes the variable for whoever has no password.
        if ((settings.Password ?? Environment.GetEnvironmentVariable("PGPASSWORD")) is { Length: > 0 } password)
            settings.Password = Derive(password, role);
        return new(role, settings.Password, settings.ConnectionString, setting, IsMade: true);
    }

    /// <summary>Without any password.</summary>
    public override string ToString() => Role;

    private static string Derive(string password, string role) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes($"positionledger/{role}")));
}
