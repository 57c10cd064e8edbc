using System.Data;
using System.Net.Sockets;
using Npgsql;

namespace PositionLedger.Server.Store;

/// <summary>Questions to the read models, each of one state of the ledger: one statement, or several in one snapshot.</summary>
public sealed class Database(NpgsqlDataSource source)
{
    public async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancel, params object?[] values)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await ListAsync(connection, sql, row, values, cancel);
    }

    /// <summary>Asks several questions of one and the same state of the ledger, whatever is recorded meanwhile.</summary>
    public async Task<T> InOneStateAsync<T>(Func<Snapshot, Task<T>> ask, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        return await ask(new(connection, cancel));
    }

    internal static async Task<List<T>> ListAsync<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> row, object?[] values, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await command.PrepareAsync(cancel);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
            rows.Add(row(reader));
        return rows;
    }

    public async Task<T?> FirstAsync<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancel, params object?[] values)
        where T : class => (await ListAsync(sql, row, cancel, values)).FirstOrDefault();

    /// <summary>Whether the error says that the database can't be reached, rather than that it was asked something wrong.</summary>
    public static bool IsGone(Exception? error) => error switch
    {
        null => false,
        // It is going down or away, has run out of something, or may only be read.
        PostgresException e => e.SqlState is "25006" || e.SqlState.StartsWith("57P", StringComparison.Ordinal)
            || e.SqlState.StartsWith("08", StringComparison.Ordinal) || e.SqlState.StartsWith("53", StringComparison.Ordinal),
        NpgsqlException or SocketException => true,
        _ => IsGone(error.InnerException),
    };
}

/// <summary>One state of the ledger, to ask several questions of.</summary>
public sealed class Snapshot(NpgsqlConnection connection, CancellationToken cancel)
{
    public Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> row, params object?[] values) =>
        Database.ListAsync(connection, sql, row, values, cancel);
}
