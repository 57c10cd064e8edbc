using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Mirroring;

/// <summary>What is published is in files besides, whatever becomes of them in between.</summary>
public sealed class MirroringTheLog(TestPostgres postgres)
{
    private const int MoreThanABundle = 300;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Has_every_entry_and_every_seal_as_they_are_published()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        await GrowAsync(app, 1, MoreThanABundle);
        await GrowAsync(app, MoreThanABundle + 1, 5);

        await Mirrored.IsWholeAsync(app);

        Assert.Equal("ok", (await Api.Anonymous(app).GetAsync("/health/ready")).Json["status"]!.ToString());
    }

    [Fact]
    public async Task Catches_up_on_a_ledger_that_had_none()
    {
        await using var app = await StoppedAsync();
        Directory.Delete(Mirrored.Folder(app), recursive: true);

        await using var again = await AgainAsync(app);

        await Mirrored.IsWholeAsync(again, Mirrored.Folder(app));
    }

    [Theory]
    [InlineData(new byte[] { 0 }), InlineData(new byte[] { 0, 200, 1, 2, 3 }), InlineData(new byte[] { 0, 2, 1, 2, 0, 0 }), InlineData(new byte[] { 0, 0, 0, 0, 0, 0 })]
    public async Task Goes_on_where_a_kill_left_a_part_of_an_entry_and_of_a_line(byte[] part)
    {
        await using var app = await StoppedAsync();
        await File.AppendAllBytesAsync(Mirrored.Bundle(app, "001"), part, Cancel);
        await File.AppendAllTextAsync(Mirrored.Seals(app), "{\"size\":1", Cancel);

        await using var again = await AgainAsync(app);
        await GrowAsync(again, MoreThanABundle + 1, 5);

        await Mirrored.IsWholeAsync(again, Mirrored.Folder(app));
    }

    [Fact]
    public async Task Goes_on_where_a_power_cut_took_an_earlier_bundle_and_all_seals()
    {
        await using var app = await StoppedAsync();
        await File.WriteAllBytesAsync(Mirrored.Bundle(app, "000"), new byte[700], Cancel);
        await File.WriteAllBytesAsync(Mirrored.Seals(app), new byte[700], Cancel);

        await using var again = await AgainAsync(app);

        await Mirrored.IsWholeAsync(again, Mirrored.Folder(app));
    }

    [Fact]
    public async Task Keeps_nobody_from_sealing_where_its_folder_cannot_be_written_and_is_made_once_it_can()
    {
        using var folder = new TemporaryFolder();
        var mirror = Path.Combine(folder.Path, "mirror");
        await File.WriteAllTextAsync(mirror, "in the way", Cancel);
        await using var app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_MIRROR", mirror));
        await GrowAsync(app, 1, 5);

        Assert.Equal("The log is not mirrored. Its folder can't be written (LEDGER_MIRROR); the log says more.", await Mirrored.TroubleAsync(app));
        File.Delete(mirror);
        await Mirrored.IsWholeAsync(app, mirror);
        Assert.Equal("ok", (await Api.Anonymous(app).GetAsync("/health/ready")).Json["status"]!.ToString());
    }

    [Fact]
    public async Task Leaves_the_mirror_of_another_log_as_it_is()
    {
        await using var other = await StoppedAsync();
        var before = await Mirrored.ReadAsync(Mirrored.Folder(other));

        await using var app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_MIRROR", Mirrored.Folder(other)));
        await GrowAsync(app, 1, MoreThanABundle + 10);

        Assert.Contains("holds another log, or was changed", await Mirrored.TroubleAsync(app, "another log"), StringComparison.Ordinal);
        Assert.Equal(before, await Mirrored.ReadAsync(Mirrored.Folder(other)));
    }

    [Fact]
    public async Task Is_not_cut_by_a_server_whose_database_holds_less()
    {
        await using var other = await StoppedAsync();
        var before = await Mirrored.ReadAsync(Mirrored.Folder(other));

        await using var app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_MIRROR", Mirrored.Folder(other)));

        Assert.Contains($"goes up to {MoreThanABundle} entries, and the database holds 0: nothing is added", await Mirrored.TroubleAsync(app), StringComparison.Ordinal);
        Assert.Equal(before, await Mirrored.ReadAsync(Mirrored.Folder(other)));
    }

    [Fact]
    public async Task Is_kept_by_a_server_that_stands_by_too_and_once_where_two_have_the_same_folder()
    {
        using var folder = new TemporaryFolder();
        await using var one = await LedgerApp.StartAsync(postgres);
        await using var two = await LedgerApp.StartAsync(postgres, one.ConnectionString, ("LEDGER_SIGNING_KEY", one.SigningKey), ("LEDGER_MIRROR", Mirrored.Folder(one)));
        await using var three = await LedgerApp.StartAsync(postgres, one.ConnectionString, ("LEDGER_SIGNING_KEY", one.SigningKey), ("LEDGER_MIRROR", folder.Path));
        for (var i = 0; i < 10; i++)
            await GrowAsync(two, 1 + (40 * i), 40);

        await Mirrored.IsWholeAsync(one);
        await Mirrored.IsWholeAsync(one, folder.Path);
    }

    private static async Task GrowAsync(LedgerApp app, int from, int count)
    {
        await using (var connection = await SealedLedger.ConnectAsync(app))
            await SealedLedger.AppendAsync(connection, "party/raw", from, count);
        await SealedLedger.IsSealedAsync(app);
    }

    private async Task<LedgerApp> StoppedAsync()
    {
        var app = await LedgerApp.StartAsync(postgres);
        await GrowAsync(app, 1, MoreThanABundle);
        await Mirrored.IsWholeAsync(app);
        await app.EndAsync();
        return app;
    }

    private Task<LedgerApp> AgainAsync(LedgerApp app) => LedgerApp.StartAsync(
        postgres, app.ConnectionString, ("LEDGER_SIGNING_KEY", app.SigningKey), ("LEDGER_MIRROR", Mirrored.Folder(app)));
}
