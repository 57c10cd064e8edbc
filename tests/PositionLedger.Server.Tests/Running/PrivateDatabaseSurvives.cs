using System.Diagnostics;
using Npgsql;
using PositionLedger.Server.Store.Postgres;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Running;

/// <summary>The ways in which the last server may have ended, and what the next one makes of it.</summary>
public sealed class PrivateDatabaseSurvives : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_stop_and_a_new_start_keep_everything()
    {
        await using (var first = await StartAsync())
            await RunAsync(first.ConnectionString, "create table kept as select 42 as answer");

        await using var second = await StartAsync();

        Assert.Equal(42, await AskAsync(second.ConnectionString, "select answer from kept"));
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        await using var first = await StartAsync();

        var refusal = await Assert.ThrowsAsync<DatabaseUnavailableException>(StartAsync);
        using var elsewhere = await HolderProcess.StartAsync(_folder.Path);

        Assert.Contains($"Another PositionLedger already works in {_folder.Path}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((1, refusal.Message), (elsewhere.ExitCode, elsewhere.Description));
        Assert.Equal(1, await AskAsync(first.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_killed_server_leaves_its_PostgreSQL_to_the_next_one()
    {
        using var killed = await HolderProcess.StartAsync(_folder.Path);
        var postmaster = _folder.PostmasterPid;
        await killed.KillAsync();

        await using (var next = await StartAsync())
        {
            Assert.Equal(postmaster, _folder.PostmasterPid);
            Assert.Equal(1, await AskAsync(next.ConnectionString, "select 1"));
        }

        Assert.False(File.Exists(_folder.PidFile), "an adopted PostgreSQL was not stopped like an own one");
    }

    [Fact]
    public async Task Both_killed_in_the_middle_of_writing_lose_nothing_that_was_acknowledged()
    {
        using var killed = await HolderProcess.StartAsync(_folder.Path);
        await RunAsync(killed.ConnectionString, "create table written (number int primary key)");
        var postmaster = _folder.PostmasterPid;
        var acknowledged = 0;
        var writing = Task.Run(async () =>
        {
            await using var connection = new NpgsqlConnection(killed.ConnectionString);
            await connection.OpenAsync(Cancellation);
            while (true)
            {
                await RunAsync(connection, $"insert into written values ({acknowledged + 1})");
                Interlocked.Increment(ref acknowledged);
            }
        }, Cancellation);
        while (Volatile.Read(ref acknowledged) < 200)
            await Task.Delay(5, Cancellation);

        await killed.KillAsync();
        KillOurs(postmaster);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => writing);
        await using var next = await StartAsync();

        Assert.NotEqual(postmaster, _folder.PostmasterPid);
        Assert.InRange(await AskAsync(next.ConnectionString, "select count(*)::int from written"), acknowledged, acknowledged + 1);
        Assert.Equal(acknowledged, await AskAsync(next.ConnectionString, $"select count(*)::int from written where number <= {acknowledged}"));
    }

    [Fact]
    public async Task A_pid_file_that_names_a_foreign_process_is_not_believed()
    {
        await (await StartAsync()).StopAsync();
        using var foreigner = Process.Start("sleep", "300");
        try
        {
            // What a crash and a restart of the machine leave behind: the pid has gone to somebody else since.
            var socket = Path.Combine(_folder.Path, "postgres", "socket");
            await File.WriteAllTextAsync(_folder.PidFile, $"{foreigner.Id}\n{_folder.Path}/postgres/data\n1700000000\n5432\n{socket}\n\n 1 2\nready\n", Cancellation);
            await File.WriteAllTextAsync(Path.Combine(socket, ".s.PGSQL.5432.lock"), $"{foreigner.Id}\n", Cancellation);

            await using (var next = await StartAsync())
                Assert.Equal(1, await AskAsync(next.ConnectionString, "select 1"));

            Assert.False(foreigner.HasExited, "the stop hit the foreign process");
        }
        finally
        {
            foreigner.Kill();
        }
    }

    [Fact]
    public async Task A_terminated_server_stops_its_PostgreSQL()
    {
        using var told = await HolderProcess.StartAsync(_folder.Path);
        Assert.True(File.Exists(_folder.PidFile));

        await told.TerminateAsync();

        Assert.Equal(0, told.ExitCode);
        Assert.False(File.Exists(_folder.PidFile));
    }

    [Fact]
    public async Task A_half_made_cluster_is_made_again()
    {
        await (await StartAsync()).StopAsync();
        Directory.Move(Path.Combine(_folder.Path, "postgres", "data"), Path.Combine(_folder.Path, "postgres", "data.init"));

        await using var next = await StartAsync();

        Assert.Equal(1, await AskAsync(next.ConnectionString, "select 1"));
    }

    private Task<PrivatePostgres> StartAsync() => PrivatePostgres.StartAsync(new PrivatePostgresOptions(_folder.Path), Cancellation);

    private static void KillOurs(int postmaster)
    {
        using var process = Process.GetProcessById(postmaster);
        process.Kill();
    }

    private static async Task<int> AskAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (int)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await RunAsync(connection, sql);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
