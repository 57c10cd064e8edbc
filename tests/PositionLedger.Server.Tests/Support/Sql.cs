using Npgsql;

namespace PositionLedger.Server.Tests.Support;

/// <summary>One statement on a connection of its own, which is really closed afterwards.</summary>
internal static class Sql
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task RunAsync(string connectionString, string sql) => await AskAsync<object>(connectionString, sql);

    public static async Task<T> AskAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
#pragma warning disable CA2100 // the tests' own SQL
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    /// <summary>How PostgreSQL refuses it.</summary>
    public static async Task<string> RefusalAsync(string connectionString, string sql)
    {
        while (true)
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(connectionString, sql));
            // What wants a table for itself may meet the sealer halfway.
            if (refusal.SqlState != PostgresErrorCodes.DeadlockDetected)
                return refusal.SqlState;
        }
    }

    /// <summary>Whether somebody answers there, and not that it is starting up or going down.</summary>
    public static async Task<bool> AnswersAsync(string connectionString)
    {
        try
        {
            return await AskAsync<int>(connectionString, "select 1") == 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
