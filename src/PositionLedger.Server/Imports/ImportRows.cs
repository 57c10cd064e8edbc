using System.Text.Json;
using NodaTime;
using Npgsql;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Imports;

/// <summary>The imports, as their tables keep them.</summary>
public sealed class ImportRows(Database database)
{
    private const string Columns = """
        i.id, i.state, i.phase, i.options, i.lines, i.read, i.recorded, i.unchanged, i.refused, i.started_at, i.finished_at, i.recorded_by, i.why
        """;

    private const string Unfinished =
        "select id, recorded_by, client, options, header, phase, next_block, attempts from ledger.import where state = 'running'";

    internal Task BeginAsync(Guid id, Recorder recorder, ImportOptions options, CancellationToken cancel) => RunAsync(
        "insert into ledger.import (id, recorded_by, client, options) values ($1, $2, $3, $4::jsonb)", cancel,
        id, recorder.Who, recorder.Client, JsonSerializer.Serialize(options, WireJson.Answers));

    internal Task KeepAsync(Guid id, ImportBlock block, CancellationToken cancel) => RunAsync(
        "insert into ledger.import_block (import_id, number, first_line, lines, content) values ($1, $2, $3, $4, $5)", cancel,
        id, block.Number, block.FirstLine, block.Records, block.Content);

    /// <summary>The upload is whole: from now on it is imported, whatever dies.</summary>
    internal Task StagedAsync(Guid id, string[]? header, long lines, CancellationToken cancel) => RunAsync(
        "update ledger.import set state = 'running', header = $2, lines = $3 where id = $1", cancel, id, header, lines);

    /// <summary>Removes an upload that was cut off or can't be read: nobody was told of it.</summary>
    internal Task DiscardAsync(Guid id) => RunAsync(
        "with gone as (delete from ledger.import_block where import_id = $1) delete from ledger.import where id = $1 and state = 'staging'",
        CancellationToken.None, id);

    /// <summary>Removes uploads that broke off long ago, with the server that took them in.</summary>
    internal Task DiscardOldAsync(CancellationToken cancel) => RunAsync("""
        with old as (delete from ledger.import where state = 'staging' and started_at < clock_timestamp() - interval '1 day' returning id)
        delete from ledger.import_block b using old where b.import_id = old.id
        """, cancel);

    /// <summary>The first import that isn't finished; null where there is none.</summary>
    internal Task<UnfinishedImport?> NextAsync(CancellationToken cancel) => database.FirstAsync(
        $"{Unfinished} order by id limit 1",
        UnfinishedImport.Read, cancel);

    /// <summary>An import that isn't finished; null where it has ended.</summary>
    internal Task<UnfinishedImport?> UnfinishedAsync(Guid id, CancellationToken cancel) => database.FirstAsync(
        $"{Unfinished} and id = $1",
        UnfinishedImport.Read, cancel, id);

    internal Task<ImportBlock?> BlockAsync(Guid id, int number, CancellationToken cancel) => database.FirstAsync(
        "select first_line, lines, content from ledger.import_block where import_id = $1 and number = $2",
        row => new ImportBlock(number, row.GetInt64(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2)), cancel, id, number);

    /// <summary>Puts down that a phase begins, from the first line.</summary>
    internal Task BeginPhaseAsync(Guid id, ImportPhase phase, CancellationToken cancel) => RunAsync("""
        with refusals as (delete from ledger.import_refusal where import_id = $1), missing as (delete from ledger.import_missing where import_id = $1)
        update ledger.import set phase = $2, next_block = 0, read = 0, recorded = 0, unchanged = 0, refused = 0, attempts = 0 where id = $1
        """, cancel, id, Words.Of(phase));

    internal Task DerivingAsync(Guid id, CancellationToken cancel) =>
        RunAsync("update ledger.import set phase = $2 where id = $1", cancel, id, Words.Of(ImportPhase.Deriving));

    /// <summary>Puts down that the next block is begun, once more.</summary>
    internal Task AttemptAsync(Guid id, CancellationToken cancel) => RunAsync("update ledger.import set attempts = attempts + 1 where id = $1", cancel, id);

    /// <summary>Puts down how an import ended; its lines aren't needed any more.</summary>
    internal Task EndAsync(Guid id, ImportState state, string? why, CancellationToken cancel) => RunAsync("""
        with blocks as (delete from ledger.import_block where import_id = $1)
        update ledger.import set state = $2, phase = null, why = $3, finished_at = clock_timestamp() where id = $1 and state = 'running'
        """, cancel, id, Words.Of(state), why);

    public Task<ImportReport?> FindAsync(Guid id, CancellationToken cancel) =>
        database.FirstAsync($"select {Columns} from ledger.import i where i.id = $1 and i.state <> 'staging'", Read, cancel, id);

    /// <summary>The newest first.</summary>
    public Task<List<ImportReport>> ListAsync(Guid? before, int limit, CancellationToken cancel) => database.ListAsync(
        $"select {Columns} from ledger.import i where i.state <> 'staging' and ($1::uuid is null or i.id < $1) order by i.id desc limit $2",
        Read, cancel, before, limit);

    /// <summary>Refusals after the one of a line and place, in order.</summary>
    public Task<List<(LineRefusal Refusal, int Place)>> RefusalsAsync(Guid id, long line, int place, int limit, CancellationToken cancel) => database.ListAsync("""
        select line, field, code, why, place from ledger.import_refusal where import_id = $1 and (line, place) > ($2, $3) order by line, place limit $4
        """, row => (new LineRefusal(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2), row.GetString(3)), row.GetInt32(4)),
        cancel, id, line, place, limit);

    /// <summary>Ids that lines name: those that are missing still, or those that were created.</summary>
    public Task<List<(string Kind, string Id, long Lines)>> NamedAsync(Guid id, bool created, CancellationToken cancel) => database.ListAsync("""
        select kind, id, lines from (
          select *, row_number() over (partition by kind order by lines desc, id) as place from ledger.import_missing where import_id = $1 and created = $2) m
        where place <= $3 order by kind, place
        """, row => (row.GetString(0), row.GetString(1), row.GetInt64(2)), cancel, id, created, ImportReport.MaxShown);

    private async Task RunAsync(string sql, CancellationToken cancel, params object?[] values) => await database.ListAsync(sql, _ => 0, cancel, values);

    private static ImportReport Read(NpgsqlDataReader row)
    {
        var options = JsonSerializer.Deserialize<ImportOptions>(row.GetString(3), WireJson.Answers)!;
        return new(
            row.GetGuid(0), Enum.Parse<ImportState>(row.GetString(1), ignoreCase: true),
            row.IsDBNull(2) ? null : Enum.Parse<ImportPhase>(row.GetString(2), ignoreCase: true), options.DryRun, options.Atomic, options.CreateMissing,
            row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), null, null, null,
            Instant.FromDateTimeUtc(row.GetDateTime(9)), row.IsDBNull(10) ? null : Instant.FromDateTimeUtc(row.GetDateTime(10)), row.GetString(11),
            row.IsDBNull(12) ? null : row.GetString(12));
    }
}

/// <summary>An import that isn't finished.</summary>
/// <param name="Recorder">Who sent it; all its events have the import's id as their correlation.</param>
/// <param name="Header">The columns of a CSV file.</param>
/// <param name="NextBlock">The first block that isn't dealt with yet in this phase.</param>
/// <param name="Attempts">How often that was begun in vain.</param>
internal sealed record UnfinishedImport(
    Guid Id, Recorder Recorder, ImportOptions Options, IReadOnlyList<string>? Header, ImportPhase? Phase, int NextBlock, int Attempts)
{
    public static UnfinishedImport Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), new(row.GetString(1), $"{row.GetGuid(0)}", row.IsDBNull(2) ? null : row.GetString(2)),
        JsonSerializer.Deserialize<ImportOptions>(row.GetString(3), WireJson.Answers)!,
        row.IsDBNull(4) ? null : row.GetFieldValue<string[]>(4),
        row.IsDBNull(5) ? null : Enum.Parse<ImportPhase>(row.GetString(5), ignoreCase: true), row.GetInt32(6), row.GetInt32(7));

    /// <summary>The lines of a block.</summary>
    public IEnumerable<ImportLine> Lines(ImportBlock block) => Options.Format == FileFormat.Csv
        ? new CsvLines(Header!, Options).Read(block.Text(), block.FirstLine)
        : new NdjsonLines(Options).Read(block.Text(), block.FirstLine);
}
