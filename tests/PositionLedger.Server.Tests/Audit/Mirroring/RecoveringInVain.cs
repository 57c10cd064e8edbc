using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Mirroring;

/// <summary>What isn't the log as it was signed is never put back.</summary>
public sealed class RecoveringInVain(SetBackLedger ledger) : IClassFixture<SetBackLedger>, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private string _database = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Mirror => Path.Combine(_folder.Path, "mirror");

    private string Seals => Path.Combine(Mirror, "seals.ndjson");

    private string LastBundle => Path.Combine(Mirror, "tile", "entries", "001");

    public async ValueTask InitializeAsync()
    {
        _database = await ledger.DatabaseAsync();
        ledger.CopyTo(_folder.Path);
    }

    [Fact]
    public async Task A_mirror_that_ends_too_early_is_told_up_to_where_it_goes()
    {
        File.Delete(LastBundle);

        await IsRefusedAsync("The mirror goes only up to 256 entries, and 310 were sealed");
    }

    [Fact]
    public async Task An_entry_that_is_cut_ends_the_mirror()
    {
        await using (var bundle = File.OpenWrite(LastBundle))
            bundle.SetLength(bundle.Length - 1);

        await IsRefusedAsync("The mirror goes only up to 309 entries, and 310 were sealed");
    }

    [Theory]
    [InlineData("\"commitment\":\"", "1"), InlineData("\"event\":\"", "1"), InlineData(":\"20", "9")]
    public async Task An_entry_of_which_one_letter_was_changed_is_found_by_the_root(string after, string instead)
    {
        var text = await File.ReadAllBytesAsync(LastBundle, Cancel);
        var at = text.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(after)) + after.Length;
        text[at] = text[at] == instead[0] ? (byte)'2' : (byte)instead[0];
        await File.WriteAllBytesAsync(LastBundle, text, Cancel);

        await IsRefusedAsync("aren't those that were sealed: it is of another log, or something was changed after the first 250.");
    }

    [Fact]
    public async Task An_entry_that_is_none_is_told_by_its_place()
    {
        var text = await File.ReadAllBytesAsync(LastBundle, Cancel);
        text[2] = (byte)'[';
        await File.WriteAllBytesAsync(LastBundle, text, Cancel);

        await IsRefusedAsync("The mirror's entry 256 is none");
    }

    [Fact]
    public async Task The_mirror_of_another_log_is_refused()
    {
        await using var other = await LedgerApp.StartAsync(ledger.Postgres);
        await using (var connection = await SealedLedger.ConnectAsync(other))
            await SealedLedger.AppendAsync(connection, "party/other", 1, SetBackLedger.Size);
        await SealedLedger.IsSealedAsync(other);
        await Mirrored.IsWholeAsync(other);
        await other.EndAsync();
        await IsRefusedAsync("The mirror has no seal of the checkpoint of 310 events", "--mirror", Mirrored.Folder(other));

        File.Copy(Mirrored.Bundle(other, "000"), Path.Combine(Mirror, "tile", "entries", "000"), overwrite: true);

        await IsRefusedAsync("it is of another log, or something was changed");
    }

    [Fact]
    public async Task Without_its_seals_nothing_can_be_put_back()
    {
        File.Delete(Seals);

        await IsRefusedAsync("The mirror has no seal of the checkpoint of 310 events that was signed last");
    }

    [Fact]
    public async Task Seals_of_which_one_is_missing_are_refused()
    {
        var lines = await File.ReadAllLinesAsync(Seals, Cancel);
        await File.WriteAllLinesAsync(Seals, lines.Where(line => !line.Contains("\"size\":272,", StringComparison.Ordinal)), Cancel);

        await IsRefusedAsync("The mirror's seals don't lead back to the database's");
    }

    [Theory]
    [InlineData("\"sealedAt\":\"2", "is listed with another time"), InlineData("\"root\":\"", "is listed with another root")]
    [InlineData("\\nafter ", "is not signed by a key of the ledger")]
    public async Task A_seal_that_was_changed_is_refused(string after, string why)
    {
        var lines = await File.ReadAllLinesAsync(Seals, Cancel);
        var changed = Array.FindIndex(lines, line => line.Contains("\"size\":272,", StringComparison.Ordinal));
        var at = lines[changed].LastIndexOf(after, StringComparison.Ordinal) + after.Length;
        lines[changed] = $"{lines[changed][..at]}{(lines[changed][at] == '1' ? '2' : '1')}{lines[changed][(at + 1)..]}";
        await File.WriteAllLinesAsync(Seals, lines, Cancel);

        await IsRefusedAsync(why);
    }

    [Fact]
    public async Task A_reason_is_needed() => await RefusesAsync("Say why, in one line.", " ");

    [Fact]
    public async Task The_signing_key_is_needed()
    {
        File.Delete(Path.Combine(_folder.Path, "signing.key"));

        await IsRefusedAsync("The signing key isn't here");
    }

    [Fact]
    public async Task All_servers_must_be_stopped()
    {
        await using var sealer = new Npgsql.NpgsqlConnection(_database);
        await sealer.OpenAsync(Cancel);
        await SealedLedger.LeadAsync(sealer);

        await IsRefusedAsync("stop all servers first");
    }

    [Fact]
    public async Task Where_nothing_is_missing_there_is_nothing_to_recover()
    {
        Assert.Equal(0, (await SetBackLedger.RecoverAsync(_folder, _database, "The disk failed.")).ExitCode);

        var (exitCode, output) = await SetBackLedger.RecoverAsync(_folder, _database, "The disk failed.");

        Assert.Equal(1, exitCode);
        Assert.Contains("there is nothing to recover", output, StringComparison.Ordinal);
        Assert.Equal(1L, await Sql.AskAsync<long>(_database, "select count(*) from ledger.recovery"));
    }

    public async ValueTask DisposeAsync()
    {
        await ledger.Postgres.DropDatabaseAsync(_database);
        _folder.Dispose();
    }

    private Task IsRefusedAsync(string why, params string[] arguments) => RefusesAsync(why, ["The disk failed.", .. arguments]);

    private async Task RefusesAsync(string why, params string[] arguments)
    {
        var (exitCode, output) = await SetBackLedger.RecoverAsync(_folder, _database, arguments);

        Assert.Contains(why, output, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
        Assert.Equal($"{SetBackLedger.Held} 0 {SetBackLedger.Held}", await Sql.AskAsync<string>(_database,
            "select (select count(*) from ledger.leaf) || ' ' || (select count(*) from ledger.recovery) || ' ' || (select max(tree_size) from ledger.checkpoint)"));
    }
}
