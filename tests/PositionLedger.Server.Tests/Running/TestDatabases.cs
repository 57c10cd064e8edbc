using Npgsql;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Running;

/// <summary>The database fixture itself.</summary>
public sealed class TestDatabases(TestPostgres postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Are_made_from_a_template_many_at_a_time_and_dropped_under_open_connections()
    {
        var template = await postgres.CreateDatabaseAsync();
        await using (var connection = await OpenAsync(template + ";Pooling=false"))
        await using (var create = new NpgsqlCommand("create table made (answer int); insert into made values (42)", connection))
            await create.ExecuteNonQueryAsync(Cancellation);

        var copies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => postgres.CreateDatabaseAsync(template)));

        foreach (var copy in copies)
        {
            await using var connection = await OpenAsync(copy);
            await using var ask = new NpgsqlCommand("select answer from made", connection);
            Assert.Equal(42, await ask.ExecuteScalarAsync(Cancellation));
            await postgres.DropDatabaseAsync(copy);
        }

        await postgres.DropDatabaseAsync(template);
        await Assert.ThrowsAsync<PostgresException>(() => OpenAsync(template));
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancellation);
        return connection;
    }
}
