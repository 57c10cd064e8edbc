using Npgsql;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Store.ReadModels.Cells;

/// <summary>Derives anew, in the background and some at a time, the cells whose sources were graded since.</summary>
/// <remarks>
/// A grade commits alone, however many statements rest on it. Until their turn comes such cells are answered from their
/// statements: the sum of their sources' versions tells that their rows are out of date.
/// </remarks>
public sealed class RegradedCells([FromKeyedServices(WriteBatch.Source)] NpgsqlDataSource writes, ILogger<RegradedCells> log) : BackgroundService
{
    private const int ChunkSize = 200;

    // Longer than any transaction of the writer lasts.
    private const string Passed = """
        with over as (delete from ledger.regrade where source = $1 and version = $2 and passes > 0 returning 1)
        update ledger.regrade set passes = passes + 1, next_pass = clock_timestamp() + interval '90 s'
        where source = $1 and version = $2 and passes = 0 returning 1
        """;

    private const string OrphanedCells = """
        select exists (select from ledger.stance_cell where grades < 0) and not exists (select from ledger.import where state = 'running')
        """;

    private static readonly StanceCells Cells = new();

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Derives anew whatever waits for it.</summary>
    /// <returns>How many cells that were.</returns>
    public async Task<int> CatchUpAsync(CancellationToken cancel)
    {
        var renewed = 0;
        await using var connection = await writes.OpenConnectionAsync(cancel);
        foreach (var (source, version) in await ReadAsync(
            connection, "select source, version from ledger.regrade where next_pass <= clock_timestamp() order by source",
            row => (row.GetString(0), row.GetInt64(1)), cancel))
        {
            renewed += await RenewAsync(connection, source, cancel);
            // Only now: a kill before this begins again, and a grade given meanwhile has another version.
            await ReadAsync(connection, Passed, row => row.GetInt32(0), cancel, source, version);
        }

        // An import derives what it has added to when it is through.
        if ((await ReadAsync(connection, OrphanedCells, row => row.GetBoolean(0), cancel))[0])
            await StaleCells.DeriveAsync(writes, cancel);
        return renewed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start goes on.
        }
    }

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await CatchUpAsync(cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Nothing is wrong but the speed of some answers.
            log.LogWarning("Cells of a graded source could not be derived anew, and it is tried again: {Why}", error.Message);
        }
    }

    private static async Task<int> RenewAsync(NpgsqlConnection connection, string source, CancellationToken cancel)
    {
        var renewed = 0;
        for (var (party, issue) = ("", ""); ;)
        {
            var chunk = await ReadAsync(connection, $"""
                select c.party, c.issue from ledger.stance_cell c
                where (c.party, c.issue) > ($1, $2) and $3 = any(c.sources) and c.grades <> {TouchedCell.Grades}
                order by c.party, c.issue limit {ChunkSize}
                """, row => CellChange.Whole(row.GetString(0), row.GetString(1)), cancel, party, issue, source);
            if (chunk.Count == 0)
                return renewed;

            await Cells.RenewAloneAsync(connection, chunk, cancel);
            renewed += chunk.Count;
            (party, issue) = (chunk[^1].Party, chunk[^1].Issue);
        }
    }

    private static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancel, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
            rows.Add(row(reader));
        return rows;
    }
}
