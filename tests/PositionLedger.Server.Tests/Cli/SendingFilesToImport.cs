using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary><c>ledger import</c>: how files are sent.</summary>
public sealed class SendingFilesToImport : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly FakeImports _imports = new(FakeImports.Report("completed")) { Events = "event: end\ndata: {}\n\n" };

    [Fact]
    public async Task A_file_is_sent_as_it_is_with_what_stands_for_missing_columns()
    {
        await using var server = await FakeLedger.StartAsync(_imports.Map);
        var file = Write("a.csv", "party,quote\nukraine,Ні\n"u8.ToArray());

        var ran = await server.RunAsync(
            "import", file, "--dry-run", "--atomic", "--create-missing", "--said-on", "2025-08-09", "--chain", "a>b", "--negotiation", "talks");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        var sent = Assert.Single(_imports.Sent);
        Assert.Equal("?dryRun=true&atomic=true&createMissing=true&saidOn=2025-08-09&chain=a%3Eb&negotiation=talks", sent.Query);
        Assert.Equal(("text/csv", "", "party,quote\nukraine,Ні\n"), (sent.Type, sent.Encoding, Encoding.UTF8.GetString(sent.Body)));
    }

    [Fact]
    public async Task A_refusal_of_the_call_comes_before_the_file_is_sent()
    {
        await using var server = await FakeLedger.StartAsync(_imports.Map);

        await server.RunAsync("import", Write("a.csv", new byte[1_000]));

        Assert.Equal("100-continue", _imports.Sent.Single().Expect);
    }

    [Fact]
    public async Task What_is_compressed_stays_so()
    {
        await using var server = await FakeLedger.StartAsync(_imports.Map);
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            await gzip.WriteAsync("{}\n"u8.ToArray(), TestContext.Current.CancellationToken);

        await server.RunAsync("import", Write("a.NDJSON.gz", packed.ToArray()));

        var sent = Assert.Single(_imports.Sent);
        Assert.Equal(("application/x-ndjson", "gzip"), (sent.Type, sent.Encoding));
        Assert.Equal(packed.ToArray(), sent.Body);
    }

    [Fact]
    public async Task Standard_input_is_sent_however_long_it_is()
    {
        await using var server = await FakeLedger.StartAsync(_imports.Map);
        var input = new byte[3_000_000];
        Random.Shared.NextBytes(input);

        var ran = await server.RunAsync(input, ["import", "-", "--format", "ndjson"], TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Equal(input, Assert.Single(_imports.Sent).Body);
    }

    [Fact]
    public async Task Several_files_are_imported_one_after_the_other()
    {
        await using var server = await FakeLedger.StartAsync(_imports.Map);

        var ran = await server.RunAsync("import", Write("a.csv", [1]), Write("b.jsonl", [2]), "--no-wait");

        Assert.Equal((0, $"{FakeImports.Id}\n{FakeImports.Id}\n"), (ran.ExitCode, ran.Out));
        Assert.Equal([("text/csv", 1), ("application/x-ndjson", 2)], _imports.Sent.Select(sent => (sent.Type!, (int)sent.Body[0])));
    }

    [Fact]
    public async Task Nothing_is_sent_if_one_of_the_files_is_not_there_or_nobody_says_what_it_is()
    {
        await using var server = await FakeLedger.StartAsync(_imports.Map);
        var file = Write("a.csv", [1]);

        var missing = await server.RunAsync("import", file, $"{file}x");
        var unknown = await server.RunAsync("import", file, Write("b.txt", [1]));

        Assert.Equal((2, $"{file}x: there is no such file.\n"), (missing.ExitCode, missing.Error));
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("--format csv or --format ndjson", unknown.Error, StringComparison.Ordinal);
        Assert.Empty(_imports.Sent);
    }

    [Fact]
    public async Task A_connection_that_breaks_while_sending_is_told_as_that()
    {
        await using var server = await FakeLedger.StartAsync(app => 
            app.MapPost("/api/v1/imports", http => { http.Abort(); return Task.CompletedTask; }));

        var ran = await server.RunAsync("import", Write("a.csv", new byte[1_000]));

        Assert.Equal((1, ""), (ran.ExitCode, ran.Out));
        Assert.Matches("^The connection to http://127.0.0.1:\\d+/ broke off.\n$", ran.Error);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string name, byte[] content)
    {
        var file = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(file, content);
        return file;
    }
}
