using System.Reflection;
using JasperFx;
using Marten;
using Npgsql;
using PositionLedger.Server.Store.Roles;

namespace PositionLedger.Server.Store;

/// <summary>Brings the database to this version, before anything else runs, as the one who owns it: the roles of the server and the
/// sealer, Marten's tables, our numbered steps, what the roles may do, and read models as this version makes them.</summary>
/// <remarks>One session-level lock lets several servers start on one database at once.</remarks>
public sealed class Migrations(
    [FromKeyedServices(Migrations.Source)] NpgsqlDataSource owner,
    Accounts accounts,
    ReadModels.ReadModels readModels,
    ILogger<Migrations> log) : IHostedService
{
    /// <summary>The name of the owner's connections.</summary>
    public const string Source = "owner";

    private const long Lock = 0x504C5F4D49475241; // "PL_MIGRA"

    private static readonly Assembly Assembly = typeof(Migrations).Assembly;

    /// <summary>The names of the steps, in order; the number leads the name.</summary>
    public static IReadOnlyList<string> Steps { get; } =
        [.. Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <remarks>Without a pool: none of them outlives its work, so that a running server has none.</remarks>
    internal static NpgsqlDataSource Connect(string connectionString) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({Lock})", cancellationToken);
        try
        {
            var roles = new RoleMaker(connection);
            await roles.LetInAsync(accounts.Server, cancellationToken);
            await roles.LetInAsync(accounts.Sealer, cancellationToken);
            await ApplyStoreAsync();
            await ApplyStepsAsync(connection, cancellationToken);
            await ExecuteAsync(connection, Guards.AlwaysOn, cancellationToken);
            await Grants.ApplyAsync(connection, accounts, cancellationToken);
            await RenewReadModelsAsync(connection, cancellationToken);
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The server's own store can't: it owns nothing.
    private async Task ApplyStoreAsync()
    {
        using var store = DocumentStore.For(options => MartenStore.Configure(options, owner));
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
    }

    private static async Task ApplyStepsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await ExecuteAsync(connection, """
            create table if not exists ledger.migration (name text primary key, applied_at timestamptz not null default clock_timestamp())
            """, cancel);
        foreach (var step in Steps)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await using var note = new NpgsqlCommand("insert into ledger.migration (name) values ($1) on conflict do nothing", connection);
            note.Parameters.Add(new() { Value = step });
            if (await note.ExecuteNonQueryAsync(cancel) == 1)
                await ExecuteAsync(connection, await ReadAsync(step), cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    // Other code would have made other rows: they are made again from the events, in one transaction, so that a kill leaves the old ones.
    private async Task RenewReadModelsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var look = new NpgsqlCommand("select version from ledger.read_models", connection);
        if (await look.ExecuteScalarAsync(cancel) is ReadModels.ReadModels.Version)
            return;

        var read = await readModels.RebuildAsync(cancel);
        if (read > 0)
            log.LogInformation("The tables that answer questions were made again, as this version makes them, from {Events} events.", read);
    }

    private static async Task<string> ReadAsync(string step)
    {
        using var reader = new StreamReader(Assembly.GetManifestResourceStream(step)!);
        return await reader.ReadToEndAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
