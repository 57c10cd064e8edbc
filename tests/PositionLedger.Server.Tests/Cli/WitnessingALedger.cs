using System.Net;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Witnessing;
using PositionLedger.Server.Audit.Sealing;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary><c>ledger witness</c>, and a server that asks it.</summary>
public sealed class WitnessingALedger(TestPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ledger_is_cosigned_as_it_grows_and_shows_it()
    {
        using var folder = new TemporaryFolder();
        await using var app = await LedgerApp.StartAsync(postgres);
        await SealedLedger.IsSealedAsync(app);
        await using var witness = await RunningWitness.StartAsync(folder, await KeyAsync(app));
        await using var asking = await AskingAsync(app, witness);

        await Given.CellAsync(Api.Of(asking));
        var three = await WitnessedAsync(asking, witness, 3);
        await Given.CellAsync(Api.Of(asking));
        await WitnessedAsync(asking, witness, 6);

        Assert.True(three.IsSignedBy(VerifierKey.TryParse(await KeyAsync(app))!, Ed25519.Check));
        Assert.Equal(HttpStatusCode.BadRequest, (await Api.Anonymous(asking).GetAsync("/api/v1/audit/checkpoint?witnessed=perhaps")).Status);
    }

    [Fact]
    public async Task A_ledger_that_lost_its_notes_of_what_was_cosigned_asks_the_witness()
    {
        using var folder = new TemporaryFolder();
        await using var app = await LedgerApp.StartAsync(postgres);
        await SealedLedger.IsSealedAsync(app);
        await using var witness = await RunningWitness.StartAsync(folder, await KeyAsync(app));
        var asking = await AskingAsync(app, witness);
        await Given.CellAsync(Api.Of(asking));
        await WitnessedAsync(asking, witness, 3);
        await asking.Host.DisposeAsync();

        await Sql.RunAsync(app.ConnectionString, "alter table ledger.cosignature disable trigger all; delete from ledger.cosignature");
        await using var again = await AskingAsync(app, witness);
        await Given.CellAsync(Api.Of(again));

        await WitnessedAsync(again, witness, 6);
    }

    [Fact]
    public async Task A_witness_that_is_started_again_knows_what_it_cosigned_and_refuses_another_story()
    {
        using var folder = new TemporaryFolder();
        await using var app = await LedgerApp.StartAsync(postgres);
        await Given.CellAsync(Api.Of(app));
        await SealedLedger.IsSealedAsync(app);
        var note = (await Api.Anonymous(app).GetAsync("/api/v1/audit/checkpoint")).Text;
        await using (var witness = await RunningWitness.StartAsync(folder, await KeyAsync(app)))
            Assert.Equal(200, (await witness.SendAsync(new CheckpointSubmission(0, [], note).ToText())).Status);

        await using var again = await RunningWitness.StartAsync(folder, await KeyAsync(app));

        Assert.Equal((409, "text/x.tlog.size", "3\n"), await again.SendAsync(new CheckpointSubmission(0, [], note).ToText()));
        Assert.Equal(200, (await again.SendAsync(new CheckpointSubmission(3, [], note).ToText())).Status);
        Assert.Equal(400, (await again.SendAsync("nonsense")).Status);
        Assert.Equal(400, (await again.SendAsync(new string('x', 100_000))).Status);
        Assert.Equal(403, (await again.SendAsync(new CheckpointSubmission(3, [], note.Replace("\n3\n", "\n4\n", StringComparison.Ordinal)).ToText())).Status);
        Assert.Equal(404, (await again.SendAsync(new CheckpointSubmission(3, [], "another" + note).ToText())).Status);
    }

    [Fact]
    public async Task Without_any_witness_there_is_no_witnessed_checkpoint()
    {
        await using var app = await LedgerApp.StartAsync(postgres);

        var reply = await Api.Anonymous(app).GetAsync("/api/v1/audit/checkpoint?witnessed=true");

        Assert.Equal((HttpStatusCode.NotFound, "not-witnessed"), (reply.Status, reply.Problem));
    }

    [Theory]
    [InlineData("nonsense"), InlineData("key http://127.0.0.1:1"), InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW http://127.0.0.1:1")]
    public async Task A_server_that_is_told_of_no_witness_it_can_read_does_not_start(string witnesses)
    {
        var refusal = await Assert.ThrowsAsync<CannotStartException>(() => LedgerApp.StartAsync(postgres, null, ("LEDGER_WITNESSES", witnesses)));

        Assert.Contains($"LEDGER_WITNESSES has '{witnesses}'", refusal.Message, StringComparison.Ordinal);
    }

    // A second server on the database, which seals as soon as the first one has stopped.
    private async Task<LedgerApp> AskingAsync(LedgerApp first, RunningWitness witness)
    {
        await first.Host.StopAsync(Cancel);
        return await LedgerApp.StartAsync(postgres, first.ConnectionString,
            ("LEDGER_SIGNING_KEY", first.SigningKey), ("LEDGER_WITNESSES", witness.Setting), ("LEDGER_WITNESS_SECONDS", "0.1"));
    }

    private static async Task<SignedNote> WitnessedAsync(LedgerApp app, RunningWitness witness, long size)
    {
        while (true)
        {
            var reply = await Api.Anonymous(app).GetAsync("/api/v1/audit/checkpoint?witnessed=true");
            if (reply.Status == HttpStatusCode.OK && SignedNote.TryParse(reply.Text) is { } note && Checkpoint.TryParse(note.Text)!.Size == size)
            {
                Assert.NotNull(Cosignature.SecondOf(note, witness.Key, Ed25519.Check));
                return note;
            }

            await Task.Delay(20, Cancel);
        }
    }

    private static async Task<string> KeyAsync(LedgerApp app) =>
        (await SealedLedger.ReadAsync(app, "select verifier_key from ledger.log_key", row => row.GetString(0)))[0];
}
