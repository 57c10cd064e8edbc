using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Running;

/// <summary>What a server says that was told something it cannot do: one sentence, and it ends with 1.</summary>
public sealed class MistakesAtTheStart : IDisposable
{
    private const string AnyPort = "http://127.0.0.1:0";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:80000")]
    [InlineData("http://127.0.0.1:here")]
    [InlineData("http://127.0.0.1:5080;ftp://127.0.0.1:5081")]
    [InlineData("http://127.0.0.1:5080/ledger")]
    [InlineData("http://localhost:0")]
    public async Task An_address_that_is_none_is_named_before_anything_is_made(string addresses)
    {
        var sentence = (await FailedStart.OfAsync(_folder, addresses, Cancel)).Sentence();

        Assert.StartsWith($"ASPNETCORE_URLS names {addresses.Split(';')[^1]}, where no server can listen", sentence, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task An_address_of_another_machine_is_named()
    {
        var sentence = (await FailedStart.OfAsync(_folder, "http://192.0.2.1:5080", Cancel)).Sentence();

        Assert.StartsWith("This machine does not have the address http://192.0.2.1:5080", sentence, StringComparison.Ordinal);
        Assert.Contains("ASPNETCORE_URLS", sentence, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PidFile), "PostgreSQL still runs.");
    }

    [Fact]
    public async Task An_https_address_without_a_certificate_is_told_what_it_lacks() => Assert.StartsWith(
        "An https address needs a certificate", (await FailedStart.OfAsync(_folder, "https://127.0.0.1:0", Cancel)).Sentence(), StringComparison.Ordinal);

    [Fact]
    public void A_port_that_the_system_keeps_for_root_is_named()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("urls", "http://127.0.0.1:80")]).Build();

        var reason = Listening.Reason(new SocketException((int)SocketError.AccessDenied));

        Assert.Equal(
            "The system does not let this user listen on http://127.0.0.1:80: choose a port from 1024 with ASPNETCORE_URLS.",
            Listening.Sentence(configuration, reason!.Value));
    }

    [Fact]
    public async Task A_sample_that_does_not_exist_is_answered_with_those_that_do()
    {
        var sentence = (await FailedStart.OfAsync(_folder, AnyPort, Cancel, ("LEDGER_SAMPLE", "alaska"))).Sentence();

        Assert.StartsWith("LEDGER_SAMPLE is alaska, and there is no such sample: choose ", sentence, StringComparison.Ordinal);
        Assert.Contains("alaska-2025", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=localhost;Password=ab;hunter2=x")]
    [InlineData("postgres://me:hunter2@localhost/ledger")]
    [InlineData("Host=localhost;Port=many;Password=hunter2")]
    [InlineData("Database=ledger;Password=hunter2")]
    public async Task A_connection_string_that_cannot_be_read_is_not_repeated(string given)
    {
        var sentence = (await FailedStart.OfAsync(_folder, AnyPort, Cancel, ("ConnectionStrings__ledger", given))).Sentence();

        Assert.StartsWith("ConnectionStrings__ledger cannot be read: write it like Host=", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_of_a_role_is_not_repeated_either()
    {
        var sentence = (await FailedStart.OfAsync(_folder, AnyPort, Cancel, ("ConnectionStrings__ledger_sealer", "Host=x;Password=hunter2;y"))).Sentence();

        Assert.StartsWith("ConnectionStrings__ledger_sealer cannot be read", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ConnectionStrings__ledger_server", "Host=localhost;Database=ledger", "ConnectionStrings__ledger_server names no role")]
    [InlineData("LEDGER_ROLES", "my ledger", "LEDGER_ROLES is 'my ledger', and names of roles begin with it")]
    public async Task A_role_that_can_not_be_named_is_told(string setting, string value, string sentence) => Assert.StartsWith(
        sentence, (await FailedStart.OfAsync(_folder, AnyPort, Cancel, (setting, value))).Sentence(), StringComparison.Ordinal);

    [Fact]
    public async Task A_kind_of_database_that_is_not_known_is_named()
    {
        var sentence = (await FailedStart.OfAsync(_folder, AnyPort, Cancel, ("LEDGER_DB", "podman"))).Sentence();

        Assert.StartsWith("LEDGER_DB is podman, and only docker is known", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_can_be_guessed_is_refused()
    {
        var sentence = (await FailedStart.OfAsync(_folder, AnyPort, Cancel, ("LEDGER_ADMIN_KEY", "secret"))).Sentence();

        Assert.StartsWith("LEDGER_ADMIN_KEY has 6 characters", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task A_question_for_help_is_answered_and_starts_nothing(string option)
    {
        using var help = Process.Start(ServerProcess.Verb(_folder, option))!;
        var printed = await help.StandardOutput.ReadToEndAsync(Cancel);
        await help.WaitForExitAsync(Cancel);

        Assert.Equal(0, help.ExitCode);
        Assert.Contains("Makes every read model again from the events", printed, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_database_that_does_not_answer_yet_is_not_waited_for_in_silence()
    {
        var nobody = $"127.0.0.1:{ServerProcess.FreePort()}";
        var waiting = new TcpListener(IPEndPoint.Parse(nobody));
        waiting.Start();
        var (host, port) = (nobody.Split(':')[0], nobody.Split(':')[1]);
        using var server = Process.Start(ServerProcess.Command(
            _folder, AnyPort, ("ConnectionStrings__ledger", $"Host={host};Port={port};Database=ledger;Username=me;Password=hunter2")))!;
        try
        {
            Assert.Equal(
                $"Waiting up to 30 s for the database {nobody}/ledger to answer …", await server.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            server.Kill();
            waiting.Stop();
        }
    }
}
