using System.Text.Json;
using PositionLedger.Domain;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using PositionLedger.Server.Imports;
using PositionLedger.Server.Issues;
using PositionLedger.Server.Parties;
using PositionLedger.Server.Sources;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Statements;

/// <summary>Fills an empty ledger with the sample that <c>LEDGER_SAMPLE</c> names, through the same checks as any recorder,
/// and goes on where an earlier start was killed.</summary>
public sealed class LoadSample(IConfiguration configuration, Database database, LedgerWriter writer, ILogger<LoadSample> log) : IHostedService
{
    private static readonly Recorder Recorder = new("system:sample", null, "PositionLedger sample");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["LEDGER_SAMPLE"] is not { Length: > 0 } name)
            return;

        var lines = await ReadAsync(FolderOf(name), cancellationToken);
        var (recorded, isOthersToo) = await LookAsync(cancellationToken);
        if (isOthersToo || recorded == Events(lines.Select(line => line.Command)))
            return;

        try
        {
            if (recorded > 0 && !await BeginsWithAsync(lines, recorded, cancellationToken))
                throw new InvalidDataException("It holds something else.");
            foreach (var line in lines)
                await RecordAsync(line, cancellationToken);
            log.LogInformation("The sample {Sample} is loaded.", name);
        }
        catch (InvalidDataException refused) when (recorded > 0)
        {
            // An older or another sample, whole or not: nobody's start may fail because of it.
            log.LogWarning("The ledger holds another sample than this {Sample}, and stays as it is: {Why}", name, refused.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string FolderOf(string name)
    {
        var samples = Path.Combine(AppContext.BaseDirectory, "samples");
        var known = Directory.Exists(samples) ? Directory.GetDirectories(samples).Select(folder => Path.GetFileName(folder)!).Order().ToArray() : [];
        return known.Contains(name, StringComparer.Ordinal)
            ? Path.Combine(samples, name)
            : throw new CannotStartException(
                $"LEDGER_SAMPLE is {name}, and there is no such sample: "
                + (known.Length == 0 ? "unset it, there are none." : $"choose {string.Join(" or ", known)}, or unset it."));
    }

    private async Task<(int Recorded, bool IsOthersToo)> LookAsync(CancellationToken cancel) => (await database.ListAsync(
        "select count(*)::int, bool_or(user_name is distinct from $1) is true from ledger.mt_events",
        row => (row.GetInt32(0), row.GetBoolean(1)), cancel, Recorder.Who))[0];

    // Whether the ledger's events are of just these lines; if one has other words, it is refused before a new one is recorded.
    private async Task<bool> BeginsWithAsync(IEnumerable<Line> lines, int recorded, CancellationToken cancel)
    {
        var left = recorded;
        var commands = lines.Select(line => line.Command).TakeWhile(command => (left -= command.Streams.Count) >= 0).ToArray();
        var statements = commands.OfType<RecordStatement>().ToArray();
        var found = await database.ListAsync("""
            select (select count(*) from ledger.mt_streams where id = any($1))
              + (select count(*) from ledger.statement_version v join unnest($2::text[], $3::text[]) k(party, key) on v.party = k.party and v.key = k.key where v.revision = 1)
            """, row => row.GetInt64(0), cancel,
            commands.Except(statements).Select(command => command.Stream).ToArray(),
            statements.SelectMany(statement => statement.Streams.Select(StreamKey.IdOf)).ToArray(),
            statements.SelectMany(statement => statement.Streams.Select(_ => statement.Key!)).ToArray());
        return Events(commands) == recorded && found[0] == recorded;
    }

    // A joint statement is an event in each holder's stream.
    private static int Events(IEnumerable<Command> commands) => commands.Sum(command => command.Streams.Count);

    private static async Task<List<Line>> ReadAsync(string folder, CancellationToken cancel) =>
    [
        .. await ReadAsync<PartyRequest>(folder, "parties", (x, fields) => new OpenParty(x.Read(fields)), cancel),
        .. await ReadAsync<IssueRequest>(folder, "issues", (x, fields) => new Domain.Issues.RegisterIssue(x.Read(fields)), cancel),
        .. await ReadAsync<SourceRequest>(folder, "sources", (x, fields) => x.Read(fields), cancel),
        .. await ReadAsync<StatementLine>(folder, "statements", (x, fields) =>
            x.Command(fields), cancel),
    ];

    private static async Task<List<Line>> ReadAsync<T>(string folder, string file, Func<T, Fields, Command> read, CancellationToken cancel)
    {
        var lines = new List<Line>();
        await foreach (var text in File.ReadLinesAsync(Path.Combine(folder, $"{file}.ndjson"), cancel))
        {
            var fields = new Fields();
            var command = read(JsonSerializer.Deserialize<T>(text, WireJson.Requests)!, fields);
            lines.Add(fields.Problem is null
                ? new($"Line {lines.Count + 1} of {file}.ndjson", command)
                : throw new InvalidOperationException($"Line {lines.Count + 1} of {file}.ndjson can't be read."));
        }

        return lines;
    }

    // Each line says what it is by an id or a key, so one that is there already changes nothing.
    private async Task RecordAsync(Line line, CancellationToken cancel)
    {
        var outcome = await writer.WriteAsync(line.Command, Recorder, cancel);
        if (outcome is not (WriteOutcome.Recorded or WriteOutcome.Unchanged))
            throw new InvalidDataException($"{line.Place} was not recorded: {(outcome as WriteOutcome.Refused)?.Refusal.Why}");
    }

    private sealed record Line(string Place, Command Command);
}
