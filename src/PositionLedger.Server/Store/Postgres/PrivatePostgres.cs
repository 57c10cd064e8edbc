using Npgsql;

namespace PositionLedger.Server.Store.Postgres;

/// <summary>A PostgreSQL of the ledger's own, started and stopped with it and reached by no one else: it listens on a
/// Unix socket in a folder that only its account may enter.</summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly Cluster _cluster;
    private readonly ClusterWatch _watch;
    private readonly FolderLock _held;
    private bool _stopped;

    private PrivatePostgres(Cluster cluster, FolderLock held, string connectionString, string version)
    {
        _cluster = cluster;
        _watch = new ClusterWatch(cluster);
        _held = held;
        ConnectionString = connectionString;
        Version = version;
    }

    public string ConnectionString { get; }

    public string Version { get; }

    /// <summary>Starts, or takes over from a server that was killed. Throws <see cref="CannotStartException"/>
    /// where it cannot, with nothing left running.</summary>
    public static async Task<PrivatePostgres> StartAsync(PrivatePostgresOptions options, CancellationToken cancel)
    {
        var folder = ClusterFolder.Of(options);
        var held = FolderLock.Take(folder.Root);
        Cluster? cluster = null;
        try
        {
            var binaries = await FittingBinariesAsync(folder, options, cancel);
            var account = PostgresAccount.Current();
            await folder.PrepareAsync(account, cancel);
            cluster = new Cluster(folder, account, binaries, options);
            await cluster.EnsureMadeAsync(cancel);
            await cluster.StartAsync(cancel);
            await EnsureDatabaseAsync(folder, options.Database, cancel);
            return new PrivatePostgres(cluster, held, Postmaster.ConnectionString(folder, options.Database), binaries.Version);
        }
        catch
        {
            using (held)
                await (cluster?.StopAsync() ?? Task.CompletedTask);
            throw;
        }
    }

    /// <summary>Ends open sessions, writes everything to disk and stops; the lock goes last.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
            return;

        _stopped = true;
        using (_held)
        {
            try
            {
                await _watch.DisposeAsync();
            }
            finally
            {
                await _cluster.StopAsync();
            }
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task<PostgresBinaries> FittingBinariesAsync(
        ClusterFolder folder, PrivatePostgresOptions options, CancellationToken cancel)
    {
        var binaries = await PostgresBinaries.FindAsync(options.Binaries, folder.Major, cancel)
            ?? throw new CannotStartException(
                $"There is no PostgreSQL {PostgresBinaries.OldestMajor} or later on this machine: install it, or set POSTGRES_BIN to its bin folder.");

        if (folder.Major is { } major && major != binaries.Major)
            throw new CannotStartException(
                $"The data in {folder.Root} were made by PostgreSQL {major}, but {binaries.Folder} holds {binaries.Version}: "
                + $"install PostgreSQL {major} or set POSTGRES_BIN to it, or move the data with pg_upgrade.");

        return binaries;
    }

    private static async Task EnsureDatabaseAsync(ClusterFolder folder, string database, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Postmaster.ConnectionString(folder, "postgres") + ";Pooling=false");
        await connection.OpenAsync(cancel);
        await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = database } } };
        if (await find.ExecuteScalarAsync(cancel) is not null)
            return;

        // CREATE DATABASE takes no parameters; quote_ident does the quoting where the name is known.
        await using var quote = new NpgsqlCommand("select quote_ident($1)", connection) { Parameters = { new() { Value = database } } };
        var name = (string)(await quote.ExecuteScalarAsync(cancel))!;
#pragma warning disable CA2100 // quoted by PostgreSQL itself just above
        await using var create = new NpgsqlCommand($"create database {name}", connection);
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync(cancel);
    }
}
