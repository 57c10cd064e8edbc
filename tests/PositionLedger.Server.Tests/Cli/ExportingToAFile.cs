using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PositionLedger.Cli;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary><c>ledger export</c>: what the server answers, in a file that is whole or not there.</summary>
public sealed class ExportingToAFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File1 => Path.Combine(_folder.Path, "export.ndjson");

    [Theory]
    [InlineData("statements", "statements.csv")]
    [InlineData("statements --format parquet --ledger-size 24", "statements.parquet?ledgerSize=24")]
    [InlineData("statements --party a,b --issue c --negotiation d --from 2025-08-01 --to 2025-08-31",
        "statements.csv?party=a,b&issue=c&negotiation=d&from=2025-08-01&to=2025-08-31")]
    [InlineData("matrix --negotiation talks --on 2025-08-15 --form long", "matrix.csv?on=2025-08-15&negotiation=talks&form=long")]
    [InlineData("matrix --issues a,b --parties c --on 2025-08-15 --known-at 2025-08-15T00:00:00Z",
        "matrix.csv?on=2025-08-15&parties=c&issues=a,b&knownAt=2025-08-15T00:00:00Z")]
    [InlineData("briefing --negotiation talks --on 2025-08-15 --since-on 2025-08-01 --parties a,b --issues c --policy latest-first/1",
        "briefing.md?negotiation=talks&on=2025-08-15&sinceOn=2025-08-01&parties=a,b&issues=c&policy=latest-first/1")]
    public async Task Asks_for_what_the_options_say(string line, string asked)
    {
        await using var server = await ServerAsync(http =>
            http.Response.WriteAsync(Uri.UnescapeDataString(http.Request.Path.Value!.Split('/')[^1] + http.Request.QueryString)));

        var ran = await server.RunAsync(["export", .. line.Split(' ')]);

        Assert.Equal((0, asked, ""), (ran.ExitCode, ran.Out, ran.Error));
    }

    [Fact]
    public async Task Writes_the_bytes_as_they_are_in_the_format_that_the_files_name_says()
    {
        var bytes = new byte[3_000_000];
        Random.Shared.NextBytes(bytes);
        await using var server = await ServerAsync(http => http.Response.Body.WriteAsync(bytes).AsTask(), "statements.ndjson");
        await File.WriteAllTextAsync(File1, "old", TestContext.Current.CancellationToken);

        var ran = await server.RunAsync("export", "statements", "-o", File1);

        Assert.Equal((0, "", $"{File1} rests on the first 24 events.\nLeft out: retracted statements\n"), (ran.ExitCode, ran.Out, ran.Error));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(File1, TestContext.Current.CancellationToken));
        Assert.Equal([File1], Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("old")]
    public async Task What_could_not_be_finished_leaves_all_as_it_was(string? before)
    {
        await using var server = await ServerAsync(async http =>
        {
            await http.Response.WriteAsync("half of");
            await http.Response.Body.FlushAsync();
            http.Abort();
        });
        if (before is not null)
            await File.WriteAllTextAsync(File1, before, TestContext.Current.CancellationToken);

        var ran = await server.RunAsync("export", "statements", "-o", File1);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("broke off", ran.Error, StringComparison.Ordinal);
        Assert.Equal(before is null ? [] : [File1], Directory.GetFiles(_folder.Path));
        Assert.Equal(before, before is null ? null : await File.ReadAllTextAsync(File1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_stops_it_finds_nothing_half_done()
    {
        using var stop = new CancellationTokenSource();
        await using var server = await ServerAsync(async http =>
        {
            await http.Response.WriteAsync("half of");
            await http.Response.Body.FlushAsync();
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        var ran = await server.RunAsync([], ["export", "statements", "-o", File1], stop.Token);

        Assert.Equal((1, "", "Stopped.\n"), (ran.ExitCode, ran.Out, ran.Error));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_link_goes_on_leading_to_its_file()
    {
        await using var server = await ServerAsync(http => http.Response.WriteAsync("new"));
        var file = Path.Combine(_folder.Path, "kept");
        await File.WriteAllTextAsync(file, "old", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(File1, file);

        await server.RunAsync("export", "statements", "-o", File1);

        Assert.Equal((file, "new"), (new FileInfo(File1).LinkTarget, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_device_stays_a_device()
    {
        await using var server = await ServerAsync(http => http.Response.WriteAsync("new"));

        var ran = await server.RunAsync("export", "statements", "-o", "/dev/null");

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(0, new FileInfo("/dev/null").Length);
    }

    [Fact]
    public async Task A_place_that_nothing_can_be_written_to_is_a_slip_of_the_command_line()
    {
        await using var server = await ServerAsync(http => http.Response.WriteAsync("new"));

        var ran = await server.RunAsync("export", "statements", "-o", Path.Combine(_folder.Path, "no", "such"));
        var folder = await server.RunAsync("export", "statements", "-o", _folder.Path);

        Assert.Equal((2, 2), (ran.ExitCode, folder.ExitCode));
        Assert.Contains("can't be written", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parquet_is_not_printed_on_a_terminal()
    {
        using var error = new StringWriter();
        var around = new Surroundings(TextWriter.Null, error, true, false, new SocketsHttpHandler(), _ => null);

        var code = await LedgerCommand.RunAsync(["export", "statements", "--format", "parquet"], around, TestContext.Current.CancellationToken);

        Assert.Equal((2, "Parquet is nothing for a terminal: name a file with --output.\n"), (code, error.ToString()));
    }

    public void Dispose() => _folder.Dispose();

    private static Task<FakeLedger> ServerAsync(Func<HttpContext, Task> answer, string? told = null) => FakeLedger.StartAsync(app =>
        app.MapGet("/api/v1/exports/{what}", async http =>
        {
            if (http.Request.RouteValues["what"] is { } what && $"{what}" == told)
                (http.Response.Headers["Ledger-Size"], http.Response.Headers["Ledger-Leaves-Out"]) = ("24", "retracted statements");
            await answer(http);
        }));
}
