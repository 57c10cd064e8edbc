using System.Runtime.Versioning;
using Npgsql;
using PositionLedger.Server.Store.Postgres;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Running;

/// <summary>Where a private PostgreSQL may live, who can reach it, and when it refuses to start.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivateDatabase
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Listens_on_no_port_and_lets_only_its_owner_into_the_folder_of_its_socket()
    {
        using var folder = new TemporaryFolder();
        await using var postgres = await StartAsync(folder.Path);

        Assert.Equal("", await Sql.AskAsync<string>(postgres.ConnectionString, "show listen_addresses"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host!));
    }

    [Fact]
    public async Task Keeps_text_in_UTF8_times_in_UTC_and_checksums_on_its_pages()
    {
        using var folder = new TemporaryFolder();
        await using var postgres = await StartAsync(folder.Path);

        Assert.Equal("UTF8", await Sql.AskAsync<string>(postgres.ConnectionString, "show server_encoding"));
        Assert.Equal("UTC", await Sql.AskAsync<string>(postgres.ConnectionString, "show timezone"));
        Assert.Equal("on", await Sql.AskAsync<string>(postgres.ConnectionString, "show data_checksums"));
        Assert.Equal("ledger", await Sql.AskAsync<string>(postgres.ConnectionString, "select current_database()::text"));
    }

    [Theory]
    [InlineData(true, "on")]
    [InlineData(false, "off")]
    public async Task Forces_to_disk_what_it_acknowledges_unless_told_to_be_careless(bool durable, string forced)
    {
        using var folder = new TemporaryFolder();
        await using var postgres = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(folder.Path) { Durable = durable }, Cancellation);

        foreach (var setting in new[] { "fsync", "synchronous_commit", "full_page_writes" })
            Assert.Equal(forced, await Sql.AskAsync<string>(postgres.ConnectionString, $"show {setting}"));
    }

    [Theory]
    [InlineData("/it's spaced & more")]
    [InlineData("/one,two:5433")]
    [InlineData("/a-very-long-name-a-very-long-name-a-very-long-name-a-very-long-name-a-very-long-name-a-very-long-name")]
    public async Task Lives_in_folders_of_any_name(string name)
    {
        using var folder = new TemporaryFolder();
        await using var postgres = await StartAsync(folder.Path + name);

        Assert.Equal("1", await Sql.AskAsync<string>(postgres.ConnectionString, "select '1'"));
    }

    [Theory]
    [InlineData("/a \"quoted\" name")]
    [InlineData("/$(id)")]
    public async Task In_a_folder_that_pg_ctl_would_misread_is_refused(string name)
    {
        var refusal = await Assert.ThrowsAsync<CannotStartException>(() => StartAsync(Path.GetTempPath() + name));

        Assert.Contains("LEDGER_DATA", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_another_major_version_is_refused_before_it_starts()
    {
        using var folder = new TemporaryFolder();
        await (await StartAsync(folder.Path)).StopAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "postgres", "data", "PG_VERSION"), "14\n", Cancellation);

        var refusal = await Assert.ThrowsAsync<CannotStartException>(() => StartAsync(folder.Path));

        var installed = (await PostgresBinaries.FindAsync(null, null, Cancellation))!;
        Assert.Contains("made by PostgreSQL 14", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"holds {installed.Version}", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.PidFile));
    }

    [Fact]
    public async Task That_cannot_start_says_why_and_lets_go_of_the_folder()
    {
        using var folder = new TemporaryFolder();
        await (await StartAsync(folder.Path)).StopAsync();
        var pages = Path.Combine(folder.Path, "postgres", "data", "global");
        Directory.Move(pages, pages + ".away");

        var refusal = await Assert.ThrowsAsync<CannotStartException>(() => StartAsync(folder.Path));
        Directory.Move(pages + ".away", pages);
        await using var repaired = await StartAsync(folder.Path);

        Assert.Contains("global", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("1", await Sql.AskAsync<string>(repaired.ConnectionString, "select '1'"));
    }

    [Fact]
    public async Task Runs_for_a_user_who_is_not_root()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "every other test of this class runs as an ordinary user already");
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_111_111);

        using var holder = await HolderProcess.StartAsync(folder.Path + "/nobody", user: "nobody");
        await using (var connection = new NpgsqlConnection(holder.ConnectionString + ";Pooling=false"))
            await connection.OpenAsync(Cancellation);
        await holder.TerminateAsync();

        Assert.StartsWith("private PostgreSQL", holder.Description, StringComparison.Ordinal);
        Assert.Equal(0, holder.ExitCode);
    }

    [Fact]
    public async Task In_a_folder_closed_to_the_postgres_user_is_refused()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root gives PostgreSQL another user");
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var refusal = await Assert.ThrowsAsync<CannotStartException>(() => StartAsync(folder.Path));

        Assert.Contains("LEDGER_DATA", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<PrivatePostgres> StartAsync(string folder) =>
        PrivatePostgres.StartAsync(new PrivatePostgresOptions(folder) { Durable = false }, Cancellation);
}
