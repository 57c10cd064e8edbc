using System.Data;
using System.Net.Sockets;
using Npgsql;

namespace PositionLedger.Server.Store;

/// <summary>Questions to the read models, each of one state of the ledger: one statement, or several in one snapshot.</summary>
public sealed class Database
{
    /// <summary>The name of the connections of <see cref="Indexed"/>.</summary>
    public const string IndexedSource = "indexed";

    /// <summary>What is prepared is planned once, and reads no whole table; where it must, it is not compiled because that is thought dear.</summary>
    private const string OnlyIndexes = "-c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c jit=off";

    // As many as may wait at once, of the two hundred that a private database has for all.
    private const int MaxIndexed = 50;

    private readonly NpgsqlDataSource _source;

    public Database(NpgsqlDataSource source, [FromKeyedServices(IndexedSource)] NpgsqlDataSource indexed)
        : this(source) => Indexed = new(indexed);

    private Database(NpgsqlDataSource source) => (_source, Indexed) = (source, this);

    /// <summary>The same database, for short questions that look up by key and are asked very often.</summary>
    /// <remarks>
    /// They are planned once, and not anew for each question, which costs more than answering it: PostgreSQL does so because of their
    /// arrays, whose lengths it only knows then. What was planned while the ledger was empty may use nothing but indexes.
    /// </remarks>
    public Database Indexed { get; }

    internal static NpgsqlDataSource ConnectIndexed(string connectionString) =>
        ConnectIndexed(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = MaxIndexed });

    /// <summary>Connections that plan what is prepared once, for lookups by key, and are never reset.</summary>
    internal static NpgsqlDataSource ConnectIndexed(NpgsqlConnectionStringBuilder settings)
    {
        settings.NoResetOnClose = true;
        settings.Options = $"{settings.Options} {OnlyIndexes}".Trim();
        return NpgsqlDataSource.Create(settings);
    }

    public async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancel, params object?[] values)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        return await ListAsync(connection, sql, row, values, cancel);
    }

    /// <summary>Asks several questions of one and the same state of the ledger, whatever is recorded meanwhile.</summary>
    public async Task<T> InOneStateAsync<T>(Func<Snapshot, Task<T>> ask, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
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
