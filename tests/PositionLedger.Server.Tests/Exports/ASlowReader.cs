using System.Net.Sockets;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Docs;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Exports;

public sealed class ASlowReader(TestPostgres postgres)
{
    private const int Statements = 150;

    private const string Busy = """
        select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query ~ 'unnest' and state <> 'idle'
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // More than any socket takes: what is sent then waits in the server.
    [Theory]
    [InlineData("ndjson"), InlineData("csv"), InlineData("parquet")]
    public async Task Keeps_no_transaction_open_while_it_does_not_read(string format)
    {
        await using var server = await RealServer.StartAsync(postgres);
        using var writing = new HttpClient { BaseAddress = new(server.Url) };
        var cell = await Given.CellAsync(new(writing));
        await Task.WhenAll(Enumerable.Range(0, Statements).Select(i => cell.RecordAsync(LongWords(cell, i))));
        await UntilSealedAsync(server);
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };
        using var reading = new HttpClient(handler) { BaseAddress = new(server.Url) };

        using var response = await reading.GetAsync($"/api/v1/exports/statements.{format}", HttpCompletionOption.ResponseHeadersRead, Cancel);
        await Task.Delay(1_000, Cancel);
        Assert.Equal(0, await Sql.AskAsync<long>(server.ConnectionString, Busy));

        var body = await response.Content.ReadAsByteArrayAsync(Cancel);
        Assert.InRange(body.Length, Statements * 50_000, int.MaxValue);
    }

    private static JsonObject LongWords(Cell cell, int number)
    {
        var random = new Random(number);
        var statement = cell.Statement(quote: Incompressible(random));
        statement["quote"]!["original"] = new JsonObject { ["text"] = Incompressible(random) };
        return statement;
    }

    private static string Incompressible(Random random) => string.Create(10_000, random, (characters, source) =>
    {
        foreach (ref var character in characters)
            character = (char)source.Next(0x4E00, 0x9FFF);
    });

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8_192 };
        await socket.ConnectAsync(context.DnsEndPoint, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task UntilSealedAsync(RealServer server)
    {
        while (await Sql.AskAsync<bool>(server.ConnectionString, """
            select (select count(*) from ledger.mt_events) > coalesce((select max(tree_size) from ledger.checkpoint), 0)
            """))
            await Task.Delay(20, Cancel);
    }
}
