using System.Collections.Concurrent;
using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Running;

public sealed class NothingAcknowledgedIsLost
{
    private const int Writers = 200;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_server_and_database_are_killed_in_the_middle_of_200_parallel_writes()
    {
        using var folder = new TemporaryFolder();
        var acknowledged = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        Cell cell;
        await using (var killed = await ServerProcess.StartAsync(folder, Cancel))
        {
            cell = await Given.CellAsync(new Api(killed.Client));
            var writes = Enumerable.Range(0, Writers).Select(writer => WriteUntilItDiesAsync(cell, writer, acknowledged)).ToArray();
            while (acknowledged.Count < 2 * Writers)
                await Task.Delay(5, Cancel);
            await killed.KillWithDatabaseAsync();
            await Task.WhenAll(writes);
        }

        await using var restarted = await ServerProcess.StartAsync(folder, Cancel);
        cell = cell with { Api = new Api(restarted.Client) };

        var recorded = await RecordedAsync(cell);
        Assert.Equal(recorded.Count, recorded.Select(x => x.Key).Distinct().Count());
        Assert.Empty(acknowledged.Except(recorded));
        foreach (var (key, id) in acknowledged.Take(20))
        {
            var again = await cell.Api.PostAsync(cell.StatementsPath, cell.Statement(key: key));
            Assert.Equal((HttpStatusCode.OK, id), (again.Status, again.Json["id"]!.GetValue<string>()));
        }
    }

    private static async Task WriteUntilItDiesAsync(Cell cell, int writer, ConcurrentDictionary<string, string> acknowledged)
    {
        try
        {
            for (var n = 0; ; n++)
            {
                var reply = await cell.Api.PostAsync(cell.StatementsPath, cell.Statement(key: $"{writer}-{n}"));
                if (reply.Status != HttpStatusCode.Created)
                    return;
                acknowledged[$"{writer}-{n}"] = reply.Json["id"]!.GetValue<string>();
            }
        }
        catch (HttpRequestException)
        {
            // The server is gone; what it didn't acknowledge may or may not be there.
        }
        catch (IOException)
        {
        }
    }

    // Keys and ids as the events say, with their versions checked for gaps.
    private static async Task<List<KeyValuePair<string, string>>> RecordedAsync(Cell cell)
    {
        var replayed = (await cell.Api.GetAsync($"/api/v1/parties/{cell.Party}/replay")).Json["events"]!.AsArray();
        var events = replayed.Where(e => e!["stream"]!.GetValue<string>() == $"party/{cell.Party}").ToArray();
        Assert.Equal(Enumerable.Range(1, events.Length), events.Select(e => e!["version"]!.GetValue<int>()));
        return [.. events.Skip(1).Select(e => KeyValuePair.Create(e!["event"]!["key"]!.GetValue<string>(), e["event"]!["id"]!.GetValue<string>()))];
    }
}
