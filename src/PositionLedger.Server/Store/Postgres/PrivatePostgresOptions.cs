namespace PositionLedger.Server.Store.Postgres;

/// <summary>Where a private PostgreSQL lives and how careful it is with what it is given.</summary>
/// <param name="Folder">The folder that holds the cluster; made if missing. One server at a time.</param>
public sealed record PrivatePostgresOptions(string Folder)
{
    /// <summary>False only for tests: nothing is forced to disk, and a crash of the machine may lose everything.</summary>
    public bool Durable { get; init; } = true;

    public int MaxConnections { get; init; } = 200;

    /// <summary>The database that <see cref="PrivatePostgres.ConnectionString"/> names; created if missing.</summary>
    public string Database { get; init; } = "ledger";

    /// <summary>The folder of PostgreSQL's programs (POSTGRES_BIN); null to look in the usual places.</summary>
    public string? Binaries { get; init; }

    /// <summary>How long a start may take, crash recovery included.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
