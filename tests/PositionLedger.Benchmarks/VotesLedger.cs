using System.Globalization;
using Npgsql;
using PositionLedger.Server.Store.Postgres;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Benchmarks;

/// <summary>A ledger of votes in the United Nations, its server and its PostgreSQL: several benchmarks ask it one after the other.</summary>
internal sealed class VotesLedger : IAsyncDisposable
{
    private const int Cells = 10_000;

    // The same cells each time, spread over the whole ledger; pgbench finds them here by their number.
    private static readonly string Asked = $"""
        create schema bench;
        create table bench.asked as select row_number() over (order by md5(party || issue))::int as n, party, issue from ledger.stance_cell
          order by md5(party || issue) limit {Cells};
        alter table bench.asked add primary key (n);
        analyze bench.asked
        """;

    private readonly PrivatePostgres _postgres;

    private VotesLedger(string folder, PrivatePostgres postgres) => (Folder, _postgres) = (folder, postgres);

    public static DateOnly FirstDay { get; } = new(1946, 1, 25);

    public static DateOnly LastDay { get; } = new(2025, 10, 31);

    public static int Days { get; } = LastDay.DayNumber - FirstDay.DayNumber;

    /// <summary>Of PostgreSQL's cluster.</summary>
    public string Folder { get; }

    public required PostgresBinaries Binaries { get; init; }

    public GrownLedger Ledger { get; private set; } = null!;

    /// <summary>How many events there are: the largest size to ask for.</summary>
    public long Events { get; private set; }

    /// <summary>How many of them registered the parties, issues and the source: the smallest size to ask for.</summary>
    public long References => Events - Ledger.Statements;

    /// <summary>Parties on issues, some of all that are on record.</summary>
    public IReadOnlyList<(string Party, string Issue)> AskedCells { get; private set; } = [];

    /// <summary>What was filled, and on what, as each benchmark says first.</summary>
    public string Description => $"{Ledger.Statements:N0} {(UnVotes.AreReal ? "votes in the United Nations" : "generated votes (the real ones aren't there)")}; "
        + $"PostgreSQL {_postgres.Version}, fsync on, {Environment.ProcessorCount} cores for client, server and database";

    public static async Task<VotesLedger> StartAsync(CancellationToken cancel)
    {
        var votes = int.Parse(Environment.GetEnvironmentVariable("LEDGER_BENCH_STATEMENTS") ?? "950926", CultureInfo.InvariantCulture);
        var folder = BenchedServer.Folder();
        var binaries = await PostgresBinaries.FindAsync(Environment.GetEnvironmentVariable("POSTGRES_BIN"), null, cancel)
            ?? throw new InvalidOperationException("The benchmark needs PostgreSQL's programs, pgbench among them.");
        var all = new VotesLedger(folder, await PrivatePostgres.StartAsync(new(folder), cancel)) { Binaries = binaries };
        try
        {
            all.Ledger = await GrownLedger.OfVotesAsync(all._postgres.ConnectionString, "votes", (votes, votes), BenchedServer.Port, cancel);
            all.Events = await all.Ledger.SealedAsync(cancel);
            all.AskedCells = await all.PrepareAsync(cancel);
            return all;
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another ledger in the same PostgreSQL, of the first of these votes only.</summary>
    public Task<GrownLedger> FirstOfAsync(int votes, int port, CancellationToken cancel) =>
        GrownLedger.OfVotesAsync(_postgres.ConnectionString, "few", (votes, Ledger.Statements), port, cancel);

    /// <summary>A part of the ledger at which all parties and issues are on record.</summary>
    public long RandomSize() => Random.Shared.NextInt64(References, Events + 1);

    public async ValueTask DisposeAsync()
    {
        if (Ledger is not null)
            await Ledger.DisposeAsync();
        await _postgres.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<List<(string Party, string Issue)>> PrepareAsync(CancellationToken cancel)
    {
        await using (var make = new NpgsqlCommand(Asked, Ledger.Connection))
            await make.ExecuteNonQueryAsync(cancel);
        await using var read = new NpgsqlCommand("select party, issue from bench.asked order by n", Ledger.Connection);
        await using var reader = await read.ExecuteReaderAsync(cancel);
        var cells = new List<(string, string)>();
        while (await reader.ReadAsync(cancel))
            cells.Add((reader.GetString(0), reader.GetString(1)));
        return cells;
    }
}
