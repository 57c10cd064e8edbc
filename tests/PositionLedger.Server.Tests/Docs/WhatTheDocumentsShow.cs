using System.Diagnostics;
using System.Text.RegularExpressions;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Docs;

/// <summary>Every <c>sh</c> block of these documents is run, in order and in one shell, against a server that was just started
/// with the sample; what it prints must be what the document says. There <c>…</c> stands for anything, and line breaks and
/// spaces for nothing, so that answers of one line can be printed readably.</summary>
public sealed partial class WhatTheDocumentsShow(TestPostgres postgres)
{
    private const string EndOfBlock = "--- end of block ---";

    [Theory]
    [InlineData("README.md", 10)]
    [InlineData("docs/tutorial.md", 10)]
    [InlineData("docs/why/two-clocks.md", 2)]
    [InlineData("docs/how-to/record-from-a-script.md", 3)]
    [InlineData("docs/how-to/export-and-import.md", 4)]
    [InlineData("docs/how-to/cite-and-prove-an-answer.md", 4, "python3")]
    [InlineData("docs/how-to/verify-the-ledger.md", 3)]
    [InlineData("docs/how-to/replay-and-compare.md", 2)]
    public async Task Is_what_the_server_does(string document, int atLeast, string alsoNeeds = "curl")
    {
        foreach (var program in (string[])["curl", alsoNeeds])
            Assert.SkipUnless(await IsHereAsync(program), $"There is no {program} on this machine.");
        var blocks = ShellBlock.Of(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, document), TestContext.Current.CancellationToken));
        Assert.True(blocks.Count >= atLeast, $"{document} has {blocks.Count} blocks of shell; {atLeast} or more were expected.");
        await using var server = await RealServer.StartAsync(postgres);

        var (printed, complaints) = await RunAsync(server.Url, blocks);

        for (var i = 0; i < blocks.Count; i++)
        {
            Assert.True(Pattern(blocks[i].Output).IsMatch(WithoutSpaces(printed.ElementAtOrDefault(i) ?? "(it didn't get that far)")),
                $"{document} runs\n{blocks[i].Commands}\n\nand says that it prints\n{blocks[i].Output}\n\nbut it printed\n{printed.ElementAtOrDefault(i)}\n{complaints}");
        }
    }

    private static async Task<(string[] Printed, string Complaints)> RunAsync(string url, IReadOnlyList<ShellBlock> blocks)
    {
        var folder = Directory.CreateTempSubdirectory("positionledger-docs-").FullName;
        var script = Path.Combine(folder, "document.sh");
        await File.WriteAllTextAsync(
            script, "set -euo pipefail\n" + string.Concat(blocks.Select(block => $"{block.Commands}\nprintf '%s' '{EndOfBlock}'\n")));
        var start = new ProcessStartInfo("bash", [script])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // `ledger` is built into the tests' own folder.
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        (start.Environment["LEDGER_URL"], start.Environment["LEDGER_API_KEY"]) = (url, LedgerApp.AdminKey);
        using var bash = Process.Start(start)!;
        bash.StandardInput.Close();
        var complaints = bash.StandardError.ReadToEndAsync();
        var printed = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
        return (printed.Split(EndOfBlock)[..^1], await complaints);
    }

    private static Regex Pattern(string output) => new(
        $"^{string.Join(".*?", WithoutSpaces(output).Split('…').Select(Regex.Escape))}$", RegexOptions.Singleline, TimeSpan.FromSeconds(10));

    private static string WithoutSpaces(string text) => Spaces().Replace(text, "");

    private static async Task<bool> IsHereAsync(string program)
    {
        using var which = Process.Start(new ProcessStartInfo("bash", ["-c", $"command -v {program}"]) { RedirectStandardOutput = true })!;
        await which.WaitForExitAsync();
        return which.ExitCode == 0;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
