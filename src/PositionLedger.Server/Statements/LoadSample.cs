using System.Text.Json;
using PositionLedger.Domain;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using PositionLedger.Server.Issues;
using PositionLedger.Server.Parties;
using PositionLedger.Server.Sources;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Statements;

/// <summary>A line of a file of statements: a statement and its party.</summary>
public sealed record StatementLine : StatementRequest
{
    public string? Party { get; init; }
}

/// <summary>Fills an empty ledger with the sample that <c>LEDGER_SAMPLE</c> names, through the same checks as any recorder,
/// and goes on where an earlier start was killed.</summary>
public sealed class LoadSample(IConfiguration configuration, Database database, LedgerWriter writer, ILogger<LoadSample> log) : IHostedService
{
    private static readonly Recorder Recorder = new("system:sample", null, "PositionLedger sample");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["LEDGER_SAMPLE"] is not { Length: > 0 } name)
            return;

        var folder = FolderOf(name);
        var (isEmpty, isOthersToo) = await LookAsync(cancellationToken);
        if (isOthersToo)
            return;

        try
        {
            if (await LoadAsync(folder, cancellationToken) > 0)
                log.LogInformation("The sample {Sample} is loaded.", name);
        }
        catch (InvalidDataException refused) when (!isEmpty)
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

    private async Task<(bool IsEmpty, bool IsOthersToo)> LookAsync(CancellationToken cancel) => (await database.ListAsync(
        "select not exists (select from ledger.mt_events), exists (select from ledger.mt_events where user_name is distinct from $1)",
        row => (row.GetBoolean(0), row.GetBoolean(1)), cancel, Recorder.Who))[0];

    // Each line says what it is by an id or a key, so one that is there already changes nothing.
    private async Task<int> LoadAsync(string folder, CancellationToken cancel) =>
        await LoadAsync<PartyRequest>(folder, "parties", (x, fields) => new OpenParty(x.Read(fields)), cancel)
        + await LoadAsync<IssueRequest>(folder, "issues", (x, fields) => new Domain.Issues.RegisterIssue(x.Read(fields)), cancel)
        + await LoadAsync<SourceRequest>(folder, "sources", (x, fields) => x.Read(fields), cancel)
        + await LoadAsync<StatementLine>(folder, "statements", (x, fields) =>
            new RecordStatement(fields.Slug("party", x.Party), Guid.CreateVersion7(), x.Key, x.Read(fields)), cancel);

    /// <summary>How many of the lines are new.</summary>
    private async Task<int> LoadAsync<T>(string folder, string file, Func<T, Fields, Command> read, CancellationToken cancel)
    {
        var (number, recorded) = (0, 0);
        await foreach (var line in File.ReadLinesAsync(Path.Combine(folder, $"{file}.ndjson"), cancel))
        {
            number++;
            var fields = new Fields();
            var command = read(JsonSerializer.Deserialize<T>(line, WireJson.Requests)!, fields);
            var outcome = fields.Problem is null ? await writer.WriteAsync(command, Recorder, cancel) : null;
            if (outcome is not (WriteOutcome.Recorded or WriteOutcome.Unchanged))
                throw new InvalidDataException($"Line {number} of {file}.ndjson was not recorded: {(outcome as WriteOutcome.Refused)?.Refusal.Why}");
            recorded += outcome is WriteOutcome.Recorded ? 1 : 0;
        }

        return recorded;
    }
}
