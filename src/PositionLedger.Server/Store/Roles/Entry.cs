using Npgsql;

namespace PositionLedger.Server.Store.Roles;

/// <summary>A try to connect as a role: to which database that was, or why it wasn't let in.</summary>
internal sealed record Entry(string? Database, NpgsqlException? Refusal)
{
    /// <summary>Whether it was refused for what it is or has for a password, and not for anything else.</summary>
    public bool IsShutOut => Refusal is PostgresException
    {
        SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification,
    };

    public static async Task<Entry> TryAsync(Account account, CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection(account.ConnectionString + ";Pooling=false");
            await connection.OpenAsync(cancel);
            await using var ask = new NpgsqlCommand("select current_database()::text", connection);
            return new(await ask.ExecuteScalarAsync(cancel) as string, null);
        }
        catch (NpgsqlException refusal)
        {
            return new(null, refusal);
        }
    }
}
