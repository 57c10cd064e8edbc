using System.Runtime.Versioning;
using Microsoft.Extensions.Configuration;
using Npgsql;
using PositionLedger.Server.Store.Postgres;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Running;

/// <summary>Which database a server takes, and what it says where there is none.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ChoosingADatabase(TestPostgres postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Takes_the_one_it_is_told_of_and_leaves_it_running()
    {
        var given = await postgres.CreateDatabaseAsync();

        await using (var database = await OpenAsync(("ConnectionStrings:ledger", given)))
        {
            Assert.StartsWith("PostgreSQL ", database.Description, StringComparison.Ordinal);
            Assert.Equal(new NpgsqlConnectionStringBuilder(given).Database, new NpgsqlConnectionStringBuilder(database.ConnectionString).Database);
            Assert.Equal("UTC", new NpgsqlConnectionStringBuilder(database.ConnectionString).Timezone);
            Assert.False(database.IsPrivate);
            Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
        }

        await postgres.DropDatabaseAsync(given);
    }

    [Theory]
    [InlineData("", GssEncryptionMode.Disable)]
    [InlineData(";GSS Encryption Mode=Prefer", GssEncryptionMode.Prefer)]
    public async Task Asks_for_Kerberos_only_where_it_is_told_to(string wish, GssEncryptionMode mode)
    {
        var given = await postgres.CreateDatabaseAsync();

        await using (var database = await OpenAsync(("ConnectionStrings:ledger", given + wish)))
            Assert.Equal(mode, new NpgsqlConnectionStringBuilder(database.ConnectionString).GssEncryptionMode);

        await postgres.DropDatabaseAsync(given);
    }

    [Fact]
    public async Task Says_what_to_check_where_the_one_it_is_told_of_says_no()
    {
        var missing = await postgres.CreateDatabaseAsync();
        await postgres.DropDatabaseAsync(missing);

        var refusal = await Assert.ThrowsAsync<CannotStartException>(() => OpenAsync(("ConnectionStrings:ledger", missing)));

        Assert.Contains("check ConnectionStrings__ledger", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Password", refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Else_starts_a_private_one_in_the_data_folder()
    {
        Assert.SkipWhen(await PostgresBinaries.FindAsync(null, null, Cancellation) is null, "this machine has no PostgreSQL");

        await using var database = await OpenAsync();

        Assert.Matches($"^private PostgreSQL [0-9.]+ in {_folder.Path}$", database.Description);
        Assert.Equal(_folder.Path, database.DataFolder);
        Assert.True(database.IsPrivate);
    }

    [Fact]
    public async Task Is_refused_with_binaries_that_are_not_there()
    {
        var refusal = await Assert.ThrowsAsync<CannotStartException>(() => OpenAsync(("POSTGRES_BIN", _folder.Path)));

        Assert.Contains($"POSTGRES_BIN is {_folder.Path}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_refused_with_binaries_that_are_too_old()
    {
        foreach (var program in new[] { "postgres", "initdb", "pg_ctl" })
        {
            var path = Path.Combine(_folder.Path, program);
            await File.WriteAllTextAsync(path, "#!/bin/sh\necho 'postgres (PostgreSQL) 14.9 (Debian 14.9-1)'\n", Cancellation);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var refusal = await Assert.ThrowsAsync<CannotStartException>(() => OpenAsync(("POSTGRES_BIN", _folder.Path)));

        Assert.Contains("a PostgreSQL 14.9", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("needs 15 or later", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_use_docker_without_an_engine_says_so()
    {
        Assert.SkipWhen(await ContainerPostgres.EngineAnswersAsync(Cancellation), "a Docker engine answers here");

        var refusal = await Assert.ThrowsAsync<CannotStartException>(() => OpenAsync(("LEDGER_DB", "docker")));

        Assert.Contains("no Docker engine answers", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_use_docker_keeps_its_container_from_start_to_start()
    {
        Assert.SkipUnless(await ContainerPostgres.EngineAnswersAsync(Cancellation), "no Docker engine answers");
        var image = Environment.GetEnvironmentVariable("PL_POSTGRES_IMAGE");
        string name;
        await using (var first = await OpenAsync(("LEDGER_DB", "docker"), ("PL_POSTGRES_IMAGE", image)))
        {
            name = first.Description.Split("container ")[1].Split(',')[0];
            await using var connection = new NpgsqlConnection(first.ConnectionString + ";Pooling=false");
            await connection.OpenAsync(Cancellation);
            await using var make = new NpgsqlCommand("create table kept as select 42 as answer", connection);
            await make.ExecuteNonQueryAsync(Cancellation);
        }

        try
        {
            await using var second = await OpenAsync(("LEDGER_DB", "docker"), ("PL_POSTGRES_IMAGE", image));
            await using var connection = new NpgsqlConnection(second.ConnectionString + ";Pooling=false");
            await connection.OpenAsync(Cancellation);
            await using var ask = new NpgsqlCommand("select answer from kept", connection);
            Assert.Equal(42, await ask.ExecuteScalarAsync(Cancellation));
        }
        finally
        {
            await RunDockerAsync("rm", "--force", "--volumes", name);
            await RunDockerAsync("volume", "rm", name);
        }
    }

    private Task<LedgerDatabase> OpenAsync(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Append(("LEDGER_DATA", _folder.Path)).Select(setting => KeyValuePair.Create(setting.Item1, setting.Item2)))
            .Build();
        return LedgerDatabase.OpenAsync(configuration, Cancellation);
    }

    private static async Task RunDockerAsync(params string[] arguments)
    {
        using var docker = System.Diagnostics.Process.Start("docker", arguments);
        await docker.WaitForExitAsync(Cancellation);
    }
}
