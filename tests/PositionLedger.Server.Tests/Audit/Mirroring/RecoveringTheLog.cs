using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PositionLedger.Server.Audit.Sealing;
using PositionLedger.Server.Tests.Cli;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Mirroring;

/// <summary>The verb <c>recover</c>: after the restore of an older backup the same log goes on.</summary>
public sealed class RecoveringTheLog(SetBackLedger ledger) : IClassFixture<SetBackLedger>, IAsyncLifetime
{
    private const string Reason = "The disk failed.";

    private readonly TemporaryFolder _folder = new();
    private string _database = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await ledger.DatabaseAsync();
        ledger.CopyTo(_folder.Path);
    }

    [Fact]
    public async Task Is_what_the_refusal_to_seal_says_with_the_first_events_that_are_missing()
    {
        await using var app = await StartAsync();

        var why = await WhyNotAsync(app);

        Assert.StartsWith($"This server signed a checkpoint of 310 events, and the database holds 250: 60 sealed events are missing, as after a restore of an older backup. They are {ledger.Ids[250]}, ", why, StringComparison.Ordinal);
        Assert.Contains($"{ledger.Ids[259]} and 50 more. The mirror has their leaves: put them back with the verb recover", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_asked_for_too_where_only_the_mirror_knows_what_was_signed()
    {
        File.Delete(Path.Combine(_folder.Path, "signing.key.last-signed"));

        await using (var app = await StartAsync())
        {
            Assert.StartsWith("The mirror holds a checkpoint of 310 events, and the database holds 250", await WhyNotAsync(app), StringComparison.Ordinal);
            await app.EndAsync();
            Assert.Equal(0, (await SetBackLedger.RecoverAsync(_folder, _database, Reason)).ExitCode);
        }
    }

    [Fact]
    public async Task Puts_back_what_was_signed_and_says_which_events_are_lost()
    {
        var (exitCode, output) = await SetBackLedger.RecoverAsync(_folder, _database, Reason);

        Assert.Equal(0, exitCode);
        Assert.Contains("The log goes on as ledger.example.org from 310 entries, of which the last 60 were put back from the mirror. Events that are lost: 55.", output, StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Range(SetBackLedger.Held, SetBackLedger.Lost).Select(leaf => $"leaf {leaf}: {ledger.Ids[leaf]}"),
            output.Split('\n').Where(line => line.StartsWith("leaf ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lets_the_same_log_go_on()
    {
        await SetBackLedger.RecoverAsync(_folder, _database, Reason);

        await using var app = await StartAsync();
        await RecordAsync(app, "party/kept", 6);
        await HasSealedAsync(app, SetBackLedger.Size + 1);

        await Mirrored.IsWholeAsync(app, Path.Combine(_folder.Path, "mirror"));
        await SealedLedger.HasGrownFromAsync(app, [ledger.Kept]);
        Assert.Equal("ok", (await Api.Anonymous(app).GetAsync("/health/ready")).Json["status"]!.ToString());
        var kept = Path.Combine(_folder.Path, "kept");
        await File.WriteAllTextAsync(kept, ledger.Kept, Cancel);
        var report = JsonNode.Parse((await CommandLine.RunAsync(app, "verify", "--key", ledger.VerifierKey, "--since", kept, "--json")).Out)!;
        var points = report["points"]!.AsArray().ToDictionary(point => point!["point"]!.ToString(), point => ((int)point!["unchecked"]!, (int)point["failed"]!));
        Assert.Equal(("unchecked", Reason, 55), (report["verdict"]!.ToString(), report["recoveries"]![0]!["reason"]!.ToString(), (int)report["recoveries"]![0]!["lost"]!));
        Assert.Equal([("contents", (5, 0)), ("leaves", (55, 0))], points.Where(point => point.Value != (0, 0)).Select(point => (point.Key, point.Value)).Order());
    }

    // It counts how many events there should be, of which some are lost.
    [Fact]
    public async Task Lets_nobody_be_left_out_who_commits_late_afterwards()
    {
        await SetBackLedger.RecoverAsync(_folder, _database, Reason);
        await using var app = await StartAsync();
        await using var slow = await SealedLedger.ConnectAsync(app);
        await using var held = await slow.BeginTransactionAsync(Cancel);
        await SealedLedger.AppendAsync(slow, "party/slow", 1, 2);
        for (var i = 1; i <= 16; i++)
        {
            await RecordAsync(app, "party/quick", i);
            await Task.Delay(500, Cancel);
        }

        await held.CommitAsync(Cancel);

        await HasSealedAsync(app, SetBackLedger.Size + 18);
    }

    [Fact]
    public async Task Takes_what_a_partner_has_copied_from_the_calls_that_are_open_to_all()
    {
        var (own, partners) = (Path.Combine(_folder.Path, "mirror"), Path.Combine(_folder.Path, "partner's"));
        var part = Path.Combine(partners, "tile", "entries", "001.p", $"{SetBackLedger.Size - 256}");
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        File.Move(Path.Combine(own, "tile", "entries", "000"), Path.Combine(partners, "tile", "entries", "000"));
        File.Move(Path.Combine(own, "tile", "entries", "001"), part);
        File.Move(Path.Combine(own, "seals.ndjson"), Path.Combine(partners, "seals.ndjson"));

        var (exitCode, output) = await SetBackLedger.RecoverAsync(_folder, _database, Reason, "--mirror", partners);

        Assert.True(exitCode == 0, output);
        await using var app = await StartAsync();
        await RecordAsync(app, "party/kept", 6);
        await HasSealedAsync(app, SetBackLedger.Size + 1);
        await Mirrored.IsWholeAsync(app, own);
    }

    public async ValueTask DisposeAsync()
    {
        await ledger.Postgres.DropDatabaseAsync(_database);
        _folder.Dispose();
    }

    private Task<LedgerApp> StartAsync() => LedgerApp.StartAsync(ledger.Postgres, _database, ("LEDGER_DATA", _folder.Path));

    private static async Task RecordAsync(LedgerApp app, string stream, int version)
    {
        await using var connection = await SealedLedger.ConnectAsync(app);
        await SealedLedger.AppendAsync(connection, stream, version, 1);
    }

    private static async Task HasSealedAsync(LedgerApp app, long size)
    {
        for (var i = 0; i < 6_000; i++)
        {
            var newest = await SealedLedger.ReadAsync(app, "select tree_size from ledger.checkpoint order by sealed_at desc limit 1", row => row.GetInt64(0));
            if (newest is [var now] && now == size)
                return;
            await Task.Delay(10, Cancel);
        }

        Assert.Fail($"Not all of the {size} events were sealed.");
    }

    private static async Task<string> WhyNotAsync(LedgerApp app)
    {
        var state = app.Host.Services.GetRequiredService<SealingState>();
        while (state.Why is null)
            await Task.Delay(20, Cancel);
        return state.Why!;
    }
}
