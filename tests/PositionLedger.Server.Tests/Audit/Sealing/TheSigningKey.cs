using Microsoft.Extensions.DependencyInjection;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Audit.Sealing;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Sealing;

/// <summary>How the ledger's key is made, kept and followed by another one.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class TheSigningKey(TestPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_made_at_the_first_start_for_its_owner_alone_and_is_not_in_the_database()
    {
        await using var app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_ORIGIN", "ledger.example.org/talks"));
        await SealedLedger.IsWholeAsync(app);

        var key = SignerKey.TryParse((await File.ReadAllTextAsync(app.SigningKey, Cancel)).Trim())!;
        var shown = VerifierKey.TryParse((await Api.Anonymous(app).GetAsync("/api/v1/audit/key")).Text.TrimEnd('\n'))!;
        var note = SignedNote.TryParse((await Api.Anonymous(app).GetAsync("/api/v1/audit/checkpoint")).Text)!;

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(app.SigningKey));
        Assert.Equal(("ledger.example.org/talks", key.Id), (shown.Name, shown.Id));
        Assert.True(note.IsSignedBy(shown, Ed25519.Check));
        Assert.Equal("ledger.example.org/talks", Checkpoint.TryParse(note.Text)!.Origin);
        // The fifth part is the secret, in whose base64 there may be a plus too.
        var secret = key.ToText().Split('+', 5)[4];
        Assert.DoesNotContain(await EverythingAsync(app), text => text.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signs_beside_a_new_one_that_it_introduces_until_it_is_taken_out()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var first = await LedgerApp.StartAsync(postgres, database, ("LEDGER_ORIGIN", "ledger.example.org"));
        await SealedLedger.IsWholeAsync(first);
        await first.Host.StopAsync(Cancel);
        var seed = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        var next = SignerKey.Of(VerifierKey.Ed25519("ledger.example.org", Ed25519.PublicKeyOf(seed)), seed);
        await File.AppendAllTextAsync(first.SigningKey, $"# from 2026-11-25\n{next.ToText()}\n", Cancel);

        await using (var both = await LedgerApp.StartAsync(postgres, database, ("LEDGER_SIGNING_KEY", first.SigningKey)))
        {
            await Given.CellAsync(Api.Of(both));
            await SealedLedger.IsWholeAsync(both);

            var (keys, note) = (await KeysAsync(both), await NoteAsync(both));
            var introduction = SignedNote.TryParse((await SealedLedger.ReadAsync(both, "select introduction from ledger.log_key where number = 2", row => row.GetString(0)))[0])!;
            Assert.Equal(2, keys.Length);
            Assert.All(keys, key => Assert.True(note.IsSignedBy(key, Ed25519.Check)));
            Assert.True(introduction.IsSignedBy(keys[0], Ed25519.Check));
            Assert.Equal(keys[1], KeyIntroduction.TryParse(introduction.Text)!.Key);
            await both.Host.StopAsync(Cancel);
            await File.WriteAllTextAsync(first.SigningKey, next.ToText() + "\n", Cancel);
            await using var alone = await LedgerApp.StartAsync(postgres, database, ("LEDGER_SIGNING_KEY", first.SigningKey));
            await Given.CellAsync(Api.Of(alone));
            await SealedLedger.IsWholeAsync(alone);
            note = await NoteAsync(alone);
            Assert.Equal([false, true], keys.Select(key => note.IsSignedBy(key, Ed25519.Check)));
        }
    }

    [Theory]
    [InlineData("Others than its owner may read", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, null)]
    [InlineData("isn't a key", UnixFileMode.UserRead | UnixFileMode.UserWrite, "PRIVATE+KEY+x")]
    public async Task Signs_nothing_while_its_file_is_not_as_it_should_be(string why, UnixFileMode mode, string? text)
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        await SealedLedger.IsWholeAsync(app);
        await app.Host.StopAsync(Cancel);
        if (text is not null)
            await File.WriteAllTextAsync(app.SigningKey, text, Cancel);
        File.SetUnixFileMode(app.SigningKey, mode);

        await using var again = await LedgerApp.StartAsync(postgres, await postgres.CreateDatabaseAsync(), ("LEDGER_SIGNING_KEY", app.SigningKey));

        Assert.Contains(why, await WhyNotAsync(again), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_made_with_a_name_that_no_note_can_hold()
    {
        await using var app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_ORIGIN", "the ledger"));

        Assert.Contains("LEDGER_ORIGIN is 'the ledger'", await WhyNotAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signs_no_shorter_log_than_it_signed_before()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        await Given.CellAsync(Api.Of(app));
        await SealedLedger.IsWholeAsync(app);
        await app.Host.StopAsync(Cancel);

        // A database that knows nothing of it, as after the restore of a backup from before.
        await using var restored = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SIGNING_KEY", app.SigningKey));
        var why = await WhyNotAsync(restored);

        Assert.Contains("signed a checkpoint of 3 events, and the database holds 0: 3 sealed events are missing", why, StringComparison.Ordinal);
        Assert.Equal(0L, (await SealedLedger.ReadAsync(restored, "select count(*) from ledger.checkpoint", row => row.GetInt64(0)))[0]);
    }

    [Fact]
    public async Task Signs_no_other_log_than_it_signed_before()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        await Given.CellAsync(Api.Of(app));
        await SealedLedger.IsWholeAsync(app);
        await app.Host.StopAsync(Cancel);
        var signed = await File.ReadAllTextAsync(app.SigningKey + ".last-signed", Cancel);

        await using var other = await LedgerApp.StartAsync(postgres, null, ("LEDGER_ORIGIN", Checkpoint.TryParse(SignedNote.TryParse(signed)!.Text)!.Origin));
        await Given.CellAsync(Api.Of(other));
        await SealedLedger.IsWholeAsync(other);
        await other.Host.StopAsync(Cancel);
        await File.WriteAllTextAsync(other.SigningKey + ".last-signed", signed, Cancel);
        await using var again = await LedgerApp.StartAsync(postgres, other.ConnectionString, ("LEDGER_SIGNING_KEY", other.SigningKey));

        Assert.Contains("signed a checkpoint of 3 events, and the database's first 3 are others", await WhyNotAsync(again), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signs_no_longer_where_a_copy_of_the_ledger_signs_by_it()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        await Given.CellAsync(Api.Of(app));
        await SealedLedger.IsWholeAsync(app);
        await app.EndAsync();
        var copy = await postgres.CreateDatabaseAsync(app.ConnectionString);
        await using var one = await LedgerApp.StartAsync(postgres, app.ConnectionString, ("LEDGER_SIGNING_KEY", app.SigningKey));
        await using var two = await LedgerApp.StartAsync(postgres, copy, ("LEDGER_SIGNING_KEY", app.SigningKey));
        await Given.CellAsync(Api.Of(one));
        await SealedLedger.IsSealedAsync(one);

        await Given.CellAsync(Api.Of(two));

        Assert.Contains("signed a checkpoint of 6 events, and the database", await WhyNotAsync(two, "signed a checkpoint"), StringComparison.Ordinal);
        Assert.Equal(3L, (await SealedLedger.ReadAsync(two, "select count(*) from ledger.leaf", row => row.GetInt64(0)))[0]);
    }

    private static async Task<string> WhyNotAsync(LedgerApp app, string why = "")
    {
        var state = app.Host.Services.GetRequiredService<SealingState>();
        while (true)
        {
            if (state.Why is { } now && now.Contains(why, StringComparison.Ordinal))
                return now;
            await Task.Delay(20, Cancel);
        }
    }

    private static async Task<VerifierKey[]> KeysAsync(LedgerApp app) =>
        [.. (await Api.Anonymous(app).GetAsync("/api/v1/audit/key")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => VerifierKey.TryParse(line)!)];

    private static async Task<SignedNote> NoteAsync(LedgerApp app) => SignedNote.TryParse((await Api.Anonymous(app).GetAsync("/api/v1/audit/checkpoint")).Text)!;

    private static Task<List<string>> EverythingAsync(LedgerApp app) => SealedLedger.ReadAsync(app, """
        select c::text from ledger.checkpoint c union all select k::text from ledger.log_key k union all select l::text from ledger.leaf l
        """, row => row.GetString(0));
}
