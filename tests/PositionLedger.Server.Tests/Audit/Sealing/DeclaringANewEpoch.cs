using System.Diagnostics;
using System.Text.Json.Nodes;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Tests.Cli;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Sealing;

/// <summary>The verb <c>new-epoch</c>, for a ledger that lost sealed events.</summary>
public sealed class DeclaringANewEpoch(TestPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Goes_on_from_what_is_left_under_another_origin_and_says_for_good_what_was_lost()
    {
        using var folder = new TemporaryFolder();
        var kept = Path.Combine(folder.Path, "kept");
        await using var lost = await LedgerApp.StartAsync(postgres, null, ("LEDGER_ORIGIN", "ledger.example.org"));
        await Given.CellAsync(Api.Of(lost));
        await SealedLedger.IsSealedAsync(lost);
        await lost.EndAsync();
        var backup = await postgres.CreateDatabaseAsync(lost.ConnectionString);
        await GrowAsync(lost, kept);

        var (exitCode, output) = await RunAsync(folder, backup, lost.SigningKey, "The disk failed.");
        await using var next = await LedgerApp.StartAsync(postgres, backup, ("LEDGER_SIGNING_KEY", lost.SigningKey));
        await Given.CellAsync(Api.Of(next));
        await SealedLedger.IsWholeAsync(next);

        Assert.Equal(0, exitCode);
        Assert.Contains("goes on as ledger.example.org/epoch-2, from 3 events; ledger.example.org ended with 6, of which 3 are lost", output, StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(Path.GetDirectoryName(lost.SigningKey)!, "mirror.before-*"));
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(lost.SigningKey)!, "*.before-*").Length);
        var keys = (await Api.Anonymous(next).GetAsync("/api/v1/audit/keys")).Json["items"]!.AsArray();
        var declared = EpochDeclaration.TryParse(SignedNote.TryParse(keys[1]!["introduction"]!.ToString())!.Text)!;
        Assert.Equal(("The disk failed.", 3, 6), (declared.Reason, declared.Held, declared.Last.Size));
        await IsVerifiedAsync(next, keys[0]!["verifierKey"]!.ToString(), kept);
    }

    [Theory]
    [InlineData("The disk failed.", "there is nothing to declare"), InlineData("", "Say why, in one line.")]
    public async Task Is_refused_where_nothing_is_missing_or_no_reason_is_given(string reason, string why)
    {
        using var folder = new TemporaryFolder();
        await using var app = await LedgerApp.StartAsync(postgres);
        await Given.CellAsync(Api.Of(app));
        await SealedLedger.IsSealedAsync(app);
        await app.EndAsync();
        await File.WriteAllTextAsync(app.SigningKey + ".last-signed", (await Sql.AskAsync<string>(
            app.ConnectionString, "select note from ledger.checkpoint order by sealed_at limit 1")), Cancel);

        var (exitCode, output) = await RunAsync(folder, app.ConnectionString, app.SigningKey, reason);

        Assert.Equal(1, exitCode);
        Assert.Contains(why, output, StringComparison.Ordinal);
        Assert.Equal(1L, await Sql.AskAsync<long>(app.ConnectionString, "select count(*) from ledger.log_key"));
    }

    [Fact]
    public async Task Is_refused_while_a_server_seals()
    {
        using var folder = new TemporaryFolder();
        await using var app = await LedgerApp.StartAsync(postgres);
        await SealedLedger.IsSealedAsync(app);

        var (exitCode, output) = await RunAsync(folder, app.ConnectionString, app.SigningKey, "The disk failed.");

        Assert.Equal(1, exitCode);
        Assert.Contains("stop all servers first", output, StringComparison.Ordinal);
    }

    // What the backup doesn't have, and what an auditor had of it.
    private async Task GrowAsync(LedgerApp lost, string kept)
    {
        var again = await LedgerApp.StartAsync(postgres, lost.ConnectionString, ("LEDGER_SIGNING_KEY", lost.SigningKey));
        await Given.CellAsync(Api.Of(again));
        await SealedLedger.IsSealedAsync(again);
        await File.WriteAllTextAsync(kept, (await Api.Anonymous(again).GetAsync("/api/v1/audit/checkpoint")).Text, Cancel);
        await again.EndAsync();
    }

    private static async Task IsVerifiedAsync(LedgerApp app, string heldKey, string kept)
    {
        var alone = JsonNode.Parse((await CommandLine.RunAsync(app, "verify", "--key", heldKey, "--json")).Out)!;
        var withCopy = JsonNode.Parse((await CommandLine.RunAsync(app, "verify", "--key", heldKey, "--since", kept, "--json")).Out)!;

        Assert.Equal("verified", alone["verdict"]!.ToString());
        Assert.Equal("ledger.example.org/epoch-2", alone["epochs"]![0]!["origin"]!.ToString());
        Assert.Equal(["kept"], withCopy["points"]!.AsArray().Where(point => (int)point!["failed"]! > 0).Select(point => point!["point"]!.ToString()));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(TemporaryFolder folder, string database, string key, string reason)
    {
        var start = ServerProcess.Verb(folder, "new-epoch", ("ConnectionStrings__ledger", database), ("LEDGER_SIGNING_KEY", key),
            ("LEDGER_MIRROR", Path.Combine(Path.GetDirectoryName(key)!, "mirror")));
        start.ArgumentList.Add(reason);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancel), process.StandardError.ReadToEndAsync(Cancel));
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await output + await errors);
    }
}
