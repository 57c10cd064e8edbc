using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary><c>ledger verify</c> against a server that somebody else may have tampered with.</summary>
public sealed class VerifyingALedger(TestPostgres postgres)
{
    // A party, an issue and a source.
    private const int SizeOfCell = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ledger_in_order_is_verified()
    {
        await using var app = await StartAsync();

        var ran = await CommandLine.RunAsync(app, "verify", "--key", await KeyAsync(app));

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.EndsWith("\nVerified.\n", ran.Out, StringComparison.Ordinal);
        Assert.Matches(@"\nroots: recomputed from the leaves, at every seal +\d+ +0 +0 *\n", ran.Out);
        Assert.Matches(@"\nevents: each is what was sealed +5 +0 +0 *\n", ran.Out);
        Assert.Matches(@"\ntiles: what others read is the same +2 +0 +0 *\n", ran.Out);
    }

    [Fact]
    public async Task Without_a_key_that_one_holds_it_says_so()
    {
        await using var app = await StartAsync();

        var ran = await CommandLine.RunAsync(app, "verify");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("could not be checked against a key you hold.\n", ran.Out, StringComparison.Ordinal);
        Assert.EndsWith("\nVerified. 1 could not be checked.\n", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_event_is_named()
    {
        await using var app = await StartAsync();
        var id = await TamperAsync(app, """
            update ledger.mt_events set data = jsonb_set(data, '{body,quote,text}', '"We never said so."') where type like 'statement.recorded%' returning id
            """);

        var ran = await CommandLine.RunAsync(app, "verify", "--json");

        var report = JsonNode.Parse(ran.Out)!;
        Assert.Equal((1, "failed"), (ran.ExitCode, report["verdict"]!.ToString()));
        var contents = report["points"]!.AsArray().Single(point => point!["point"]!.ToString() == "contents")!;
        Assert.Equal((2, id.ToString(), 2), ((int)contents["failed"]!, contents["findings"]![0]!["event"]!.ToString(), contents["findings"]!.AsArray().Count));
        Assert.Equal("failed", contents["findings"]![0]!["verdict"]!.ToString());
    }

    [Fact]
    public async Task A_checkpoint_is_kept_for_the_next_time()
    {
        await using var app = await StartAsync();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "checkpoint");
        var key = await KeyAsync(app);

        var first = await CommandLine.RunAsync(app, "verify", "--save", file);
        await Given.CellAsync(Api.Of(app));
        await SealedLedger.IsWholeAsync(app);
        var second = await CommandLine.RunAsync(app, "verify", "--since", file, "--key", key);

        Assert.Equal($"The newest checkpoint is in {file}. Keep it where nobody who runs the ledger can change it.\n", first.Error);
        Assert.Matches(@"\nkept checkpoints: the ledger goes on from each +1 +0 +0 *\n", second.Out);
        Assert.EndsWith("\nVerified.\n", second.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_that_was_saved_is_as_good_as_a_checkpoint()
    {
        await using var app = await StartAsync();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "proof");
        var id = await Sql.AskAsync<Guid>(app.ConnectionString, "select event_id from ledger.leaf where leaf_index = 2");
        await File.WriteAllTextAsync(file, (await Api.Of(app).GetAsync($"/api/v1/audit/proofs/{id}")).Text, Cancel);

        Assert.Equal(0, (await CommandLine.RunAsync(app, "verify", "--since", file)).ExitCode);
    }

    [Fact]
    public async Task A_ledger_that_was_cut_off_is_not_saved()
    {
        await using var app = await StartAsync();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "checkpoint");
        await CommandLine.RunAsync(app, "verify", "--save", file);
        await TamperAsync(app, $"""
            with cut as (delete from ledger.leaf where leaf_index >= {SizeOfCell} returning event_id), salts as (delete from ledger.event_salt s using cut c where s.event_id = c.event_id),
              seals as (delete from ledger.checkpoint where tree_size > {SizeOfCell})
            delete from ledger.mt_events e using cut c where e.id = c.event_id returning e.id
            """);

        var ran = await CommandLine.RunAsync(app, "verify", "--since", file, "--save", file + "-2");

        Assert.Equal((1, $"Nothing was written to {file}-2: only the checkpoint of a ledger that was found in order is worth keeping.\n"), (ran.ExitCode, ran.Error));
        Assert.Contains($"The checkpoint in {file} is of 5 events, and the ledger has sealed {SizeOfCell}: it was set back, or its end was cut off.", ran.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(file + "-2"));
    }

    private async Task<LedgerApp> StartAsync()
    {
        var app = await LedgerApp.StartAsync(postgres);
        var cell = await Given.CellAsync(Api.Of(app));
        // One test goes back to this checkpoint.
        Assert.Equal(SizeOfCell, await SealedLedger.IsSealedAsync(app));
        await cell.RecordAsync();
        await cell.RecordAsync(cell.Statement("accepts", "2025-08-10", quote: "We will."));
        await SealedLedger.IsWholeAsync(app);
        return app;
    }

    private static async Task<string> KeyAsync(LedgerApp app) => (await Api.Anonymous(app).GetAsync("/api/v1/audit/key")).Text.Trim();

    /// <summary>Does what only somebody can do who may do anything in the database.</summary>
    private static Task<Guid> TamperAsync(LedgerApp app, string sql) => Sql.AskAsync<Guid>(app.ConnectionString, $"""
        alter table ledger.mt_events disable trigger all; alter table ledger.leaf disable trigger all;
        alter table ledger.event_salt disable trigger all; alter table ledger.checkpoint disable trigger all;
        {sql}
        """);
}
