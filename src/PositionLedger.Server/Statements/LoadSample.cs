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

/// <summary>Fills an empty ledger with the sample that <c>LEDGER_SAMPLE</c> names, through the same checks as any recorder.</summary>
public sealed class LoadSample(
    IConfiguration configuration, IHostEnvironment environment, Database database, LedgerWriter writer, ILogger<LoadSample> log) : IHostedService
{
    private static readonly Recorder Recorder = new("system:sample", null, "PositionLedger sample");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["LEDGER_SAMPLE"] is not { Length: > 0 } name || !await IsEmptyAsync(cancellationToken))
            return;

        var folder = Path.Combine(AppContext.BaseDirectory, "samples", name);
        if (!Slug.IsValid(name) || !Directory.Exists(folder))
            throw new InvalidOperationException($"LEDGER_SAMPLE names '{name}', and there is no such sample in {environment.ApplicationName}.");

        await LoadAsync<PartyRequest>(folder, "parties", (x, fields) => new OpenParty(x.Read(fields)), cancellationToken);
        await LoadAsync<IssueRequest>(folder, "issues", (x, fields) => new Domain.Issues.RegisterIssue(x.Read(fields)), cancellationToken);
        await LoadAsync<SourceRequest>(folder, "sources", (x, fields) => x.Read(fields), cancellationToken);
        await LoadAsync<StatementLine>(folder, "statements", (x, fields) =>
            new RecordStatement(fields.Slug("party", x.Party), Guid.CreateVersion7(), x.Key, x.Read(fields)), cancellationToken);
        log.LogInformation("The sample {Sample} is loaded.", name);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> IsEmptyAsync(CancellationToken cancel) =>
        (await database.ListAsync("select 1 from ledger.mt_events limit 1", row => row.GetInt32(0), cancel)).Count == 0;

    private async Task LoadAsync<T>(string folder, string file, Func<T, Fields, Command> read, CancellationToken cancel)
    {
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(Path.Combine(folder, $"{file}.ndjson"), cancel))
        {
            number++;
            var fields = new Fields();
            var command = read(JsonSerializer.Deserialize<T>(line, WireJson.Requests)!, fields);
            var outcome = fields.Problem is null ? await writer.WriteAsync(command, Recorder, cancel) : null;
            if (outcome is not (WriteOutcome.Recorded or WriteOutcome.Unchanged))
                throw new InvalidOperationException($"Line {number} of {file}.ndjson was not recorded: {(outcome as WriteOutcome.Refused)?.Refusal.Why}");
        }
    }
}
