using System.Diagnostics;
using Npgsql;
using PositionLedger.Server.Store.Postgres;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Running;

/// <summary>The ways in which a server or its PostgreSQL may end, and what is left of the data.</summary>
public sealed class PrivateDatabaseSurvives : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_server_leaves_its_PostgreSQL_to_the_next_one()
    {
        using var killed = await HolderProcess.StartAsync(_folder.Path);
        var postmaster = _folder.PostmasterPid;
        await killed.KillAsync();

        await using (var next = await StartAsync())
        {
            Assert.Equal(postmaster, _folder.PostmasterPid);
            Assert.Equal(1, await Sql.AskAsync<int>(next.ConnectionString, "select 1"));
        }

        Assert.False(File.Exists(_folder.PidFile), "an adopted PostgreSQL was not stopped like an own one");
    }

    [Fact]
    public async Task Both_killed_in_the_middle_of_writing_lose_nothing_that_was_acknowledged()
    {
        using var killed = await HolderProcess.StartAsync(_folder.Path);
        await Sql.RunAsync(killed.ConnectionString, "create table written (number int primary key)");
        var postmaster = _folder.PostmasterPid;
        var acknowledged = 0;
        var writing = Task.Run(async () =>
        {
            await using var connection = new NpgsqlConnection(killed.ConnectionString);
            await connection.OpenAsync(Cancellation);
            await using var insert = new NpgsqlCommand("insert into written values ($1)", connection) { Parameters = { new() { Value = 0 } } };
            while (true)
            {
                insert.Parameters[0].Value = acknowledged + 1;
                await insert.ExecuteNonQueryAsync(Cancellation);
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
        Assert.InRange(await Sql.AskAsync<int>(next.ConnectionString, "select count(*)::int from written"), acknowledged, acknowledged + 1);
        Assert.Equal(acknowledged, await Sql.AskAsync<int>(next.ConnectionString, $"select count(*)::int from written where number <= {acknowledged}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_postmaster_killed_under_a_running_server_is_started_again()
    {
        await using var postgres = await StartAsync();
        await Sql.RunAsync(postgres.ConnectionString, "create table kept as select 42 as answer");
        var killed = _folder.PostmasterPid;

        KillOurs(killed);
        while (!await Sql.AnswersAsync(postgres.ConnectionString))
            await Task.Delay(100, TestContext.Current.CancellationToken);

        Assert.NotEqual(killed, _folder.PostmasterPid);
        Assert.Equal(42, await Sql.AskAsync<int>(postgres.ConnectionString, "select answer from kept"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_postmaster_that_cannot_be_started_again_at_once_is_started_when_it_can()
    {
        await using var postgres = await StartAsync();
        var settings = Path.Combine(_folder.Path, "postgresql.conf");
        File.Delete(settings);
        Directory.CreateDirectory(settings);

        KillOurs(_folder.PostmasterPid);
        await Task.Delay(TimeSpan.FromSeconds(2.5), TestContext.Current.CancellationToken);
        Assert.False(await Sql.AnswersAsync(postgres.ConnectionString));
        Directory.Delete(settings);

        while (!await Sql.AnswersAsync(postgres.ConnectionString))
            await Task.Delay(100, TestContext.Current.CancellationToken);
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

    private Task<PrivatePostgres> StartAsync() => PrivatePostgres.StartAsync(new PrivatePostgresOptions(_folder.Path), Cancellation);

    private static void KillOurs(int postmaster)
    {
        using var process = Process.GetProcessById(postmaster);
        process.Kill();
    }
}
