using Npgsql;

namespace PositionLedger.Server.Store.Postgres;

/// <summary>The database that this ledger works with: the one it was told of, or one of its own that lives as long as the server.</summary>
public sealed class LedgerDatabase : IAsyncDisposable
{
    private readonly IAsyncDisposable? _owned;

    private LedgerDatabase(string connectionString, string description, string dataFolder, IAsyncDisposable? owned = null)
    {
        ConnectionString = connectionString;
        Description = description;
        DataFolder = dataFolder;
        _owned = owned;
    }

    public string ConnectionString { get; }

    /// <summary>One line for the person who started the server.</summary>
    public string Description { get; }

    /// <summary>LEDGER_DATA; it exists only where the database is our own, so whoever keeps a file there makes it.</summary>
    public string DataFolder { get; }

    /// <summary>True where nobody but this server can reach the database.</summary>
    public bool IsPrivate => _owned is PrivatePostgres;

    /// <summary>ConnectionStrings:ledger; else a private PostgreSQL from this machine's binaries; else a container
    /// (first of these two with LEDGER_DB=docker). Throws <see cref="CannotStartException"/>.</summary>
    public static async Task<LedgerDatabase> OpenAsync(IConfiguration configuration, CancellationToken cancel)
    {
        var folder = LedgerFolder.Of(configuration);
        var wantsContainer = WantsContainer(configuration);
        if (configuration.GetConnectionString("ledger") is { Length: > 0 } given)
            return await ConnectAsync(given, folder, cancel);

        var chosen = configuration["POSTGRES_BIN"];
        if (!wantsContainer && await PostgresBinaries.FindAsync(chosen, null, cancel) is not null)
            return await StartPrivateAsync(new PrivatePostgresOptions(folder) { Binaries = chosen }, cancel);

        if (await ContainerPostgres.EngineAnswersAsync(cancel))
            return await StartContainerAsync(folder, configuration["PL_POSTGRES_IMAGE"], cancel);

        throw new CannotStartException(wantsContainer
            ? "LEDGER_DB is docker, but no Docker engine answers: start Docker, or unset LEDGER_DB to use a PostgreSQL of this machine."
            : "There is no database to use: install PostgreSQL 15 or later (apt-get install postgresql, brew install postgresql@17), "
                + "or start Docker, or set ConnectionStrings__ledger to a PostgreSQL of your own.");
    }

    public ValueTask DisposeAsync() => _owned?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static bool WantsContainer(IConfiguration configuration) => configuration["LEDGER_DB"]?.Trim().ToUpperInvariant() switch
    {
        null or "" => false,
        "DOCKER" => true,
        _ => throw new CannotStartException(
            $"LEDGER_DB is {configuration["LEDGER_DB"]}, and only docker is known: unset it to use a PostgreSQL of this machine, or name one with ConnectionStrings__ledger."),
    };

    private static async Task<LedgerDatabase> ConnectAsync(string given, string folder, CancellationToken cancel)
    {
        var settings = ConnectionSettings.Read("ConnectionStrings__ledger", given);
        var place = $"{settings.Host}{(settings.Port == NpgsqlConnection.DefaultPort ? "" : $":{settings.Port}")}/{settings.Database}";
        var version = await FirstConnection.WaitAsync(settings.ConnectionString, place, cancel);
        return new LedgerDatabase(settings.ConnectionString, $"PostgreSQL {version} at {place}", folder);
    }

    private static async Task<LedgerDatabase> StartPrivateAsync(PrivatePostgresOptions options, CancellationToken cancel)
    {
        var postgres = await PrivatePostgres.StartAsync(options, cancel);
        return new LedgerDatabase(
            postgres.ConnectionString, $"private PostgreSQL {postgres.Version} in {options.Folder}", options.Folder, postgres);
    }

    private static async Task<LedgerDatabase> StartContainerAsync(string folder, string? image, CancellationToken cancel)
    {
        var container = await ContainerPostgres.StartAsync(folder, image is { Length: > 0 } ? image : ContainerPostgres.DefaultImage, cancel);
        return new LedgerDatabase(
            container.ConnectionString, $"PostgreSQL {container.Version} in the container {container.Name}, keys in {folder}", folder, container);
    }
}
