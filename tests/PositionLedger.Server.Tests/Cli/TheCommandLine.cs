using System.Diagnostics;
using System.Net;
using System.Text;
using PositionLedger.Cli;
using PositionLedger.Server.Tests.Docs;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary>What holds for every command.</summary>
public sealed class TheCommandLine(TestPostgres postgres)
{
    [Fact]
    public void Depends_on_the_domain_and_on_nothing_of_the_servers()
    {
        string[] known = ["NSec.Cryptography", "NodaTime", "PositionLedger.Domain", "Spectre.Console", "Spectre.Console.Ansi", "System.CommandLine"];

        Assert.All(typeof(LedgerCommand).Assembly.GetReferencedAssemblies(), assembly =>
            Assert.True(known.Contains(assembly.Name) || assembly.Name!.StartsWith("System.", StringComparison.Ordinal), assembly.Name));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("verify --help")]
    [InlineData("stance --help")]
    [InlineData("--version")]
    public async Task Explains_itself(string line)
    {
        var ran = await CommandLine.RunAsync(new Unreachable(), line.Split(' '));

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.NotEqual("", ran.Out);
    }

    [Fact]
    public async Task Its_help_ends_with_how_it_is_used()
    {
        var ran = await CommandLine.RunAsync(new Unreachable(), "explain", "--help");

        Assert.Contains("\nExample:\n  ledger explain ukraine cede-territory --on 2025-08-09\n", ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import LICENSE --format csv")]
    [InlineData("export statements")]
    [InlineData("retract 0198f7a2-5b1c-7d3e-8f40-112233445566 --reason Misread")]
    [InlineData("verify")]
    [InlineData("stance ukraine cede-territory --on 2025-08-09")]
    [InlineData("replay ukraine")]
    public async Task Says_in_a_sentence_that_no_ledger_answers(string line)
    {
        var words = line.Split(' ').Select(word => word == "LICENSE" ? Checkout.PathOf(word) : word);

        var ran = await CommandLine.RunAsync(new Unreachable(), [.. words, "--url", "http://ledger.example/there"]);

        Assert.Equal((1, "", "No ledger answers at http://ledger.example/there/: is it running? --url or LEDGER_URL says where else.\n"), (ran.ExitCode, ran.Out, ran.Error));
    }

    [Fact]
    public async Task Says_that_what_answers_is_no_ledger()
    {
        var ran = await CommandLine.RunAsync(new Answering(() => new(HttpStatusCode.BadGateway) { Content = new StringContent("<html>") }), "replay", "ukraine");

        Assert.Equal((1, "http://127.0.0.1:5080/api/v1/parties/ukraine/replay answered 502 Bad Gateway, which is no answer of a ledger.\n"), (ran.ExitCode, ran.Error));
    }

    [Fact]
    public async Task Says_that_an_answer_broke_off()
    {
        var ran = await CommandLine.RunAsync(
            new Answering(() => new(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream()) }), "replay", "ukraine");

        Assert.Equal((1, "The answer of http://127.0.0.1:5080/ broke off.\n"), (ran.ExitCode, ran.Error));
    }

    [Fact]
    public async Task Works_as_a_program_of_its_own()
    {
        await using var server = await RealServer.StartAsync(postgres);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ledger.dll"), "replay", "ukraine", "--to", "1"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8,
        };
        (start.Environment["LEDGER_URL"], start.Environment["LEDGER_API_KEY"]) = (server.Url, LedgerApp.AdminKey);

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (process.ExitCode, await error));
        Assert.StartsWith("party/ukraine 1  ", output, StringComparison.Ordinal);
    }

    private sealed class Answering(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = answer();
            response.RequestMessage = request;
            return Task.FromResult(response);
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("reset");
    }
}
