using System.Diagnostics;
using PositionLedger.Server.Store.Postgres;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Running;

/// <summary>What a server makes of the folder that another one has left, or still holds.</summary>
public sealed class PrivateDatabaseStartsAgain : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_stop_and_a_new_start_keep_everything()
    {
        await using (var first = await StartAsync())
            await Sql.RunAsync(first.ConnectionString, "create table kept as select 42 as answer");

        await using var second = await StartAsync();

        Assert.Equal(42, await Sql.AskAsync<int>(second.ConnectionString, "select answer from kept"));
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        await using var first = await StartAsync();

        var refusal = await Assert.ThrowsAsync<CannotStartException>(StartAsync);
        using var elsewhere = await HolderProcess.StartAsync(_folder.Path);

        Assert.Contains($"Another PositionLedger already works in {_folder.Path}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((1, refusal.Message), (elsewhere.ExitCode, elsewhere.Description));
        Assert.Equal(1, await Sql.AskAsync<int>(first.ConnectionString, "select 1"));
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
                Assert.Equal(1, await Sql.AskAsync<int>(next.ConnectionString, "select 1"));

            Assert.False(foreigner.HasExited, "the stop hit the foreign process");
        }
        finally
        {
            foreigner.Kill();
        }
    }

    [Fact]
    public async Task A_half_made_cluster_is_made_again()
    {
        await (await StartAsync()).StopAsync();
        Directory.Move(Path.Combine(_folder.Path, "postgres", "data"), Path.Combine(_folder.Path, "postgres", "data.init"));

        await using var next = await StartAsync();

        Assert.Equal(1, await Sql.AskAsync<int>(next.ConnectionString, "select 1"));
    }

    private Task<PrivatePostgres> StartAsync() => PrivatePostgres.StartAsync(new PrivatePostgresOptions(_folder.Path), Cancellation);
}
