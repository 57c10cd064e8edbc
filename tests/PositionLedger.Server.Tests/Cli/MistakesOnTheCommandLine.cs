using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary>Command lines that nobody can do anything with.</summary>
public sealed class MistakesOnTheCommandLine
{
    [Theory]
    [InlineData("")]
    [InlineData("verifi")]
    [InlineData("stance ukraine cede-territory")]
    [InlineData("stance ukraine cede-territory --on 2025-08-09 --ledger-size many")]
    [InlineData("stance ukraine cede-territory --on 2025-08-09 --ledger-size 3 --known-at 2025-08-10T00:00:00Z")]
    [InlineData("replay")]
    [InlineData("replay ukraine --url nowhere")]
    [InlineData("verify --limit -1")]
    [InlineData("verify --since /there/is/no/such/file")]
    [InlineData("verify --key nonsense")]
    [InlineData("verify --since LICENSE")]
    [InlineData("verify --key LICENSE")]
    [InlineData("record ukraine --stance perhaps")]
    [InlineData("record ukraine --credibility 7")]
    [InlineData("record ukraine --file /there/is/no/such/file")]
    [InlineData("record ukraine --file LICENSE")]
    [InlineData("record ukraine --condition {")]
    [InlineData("correct 12 --reason Misread")]
    [InlineData("correct 0198f7a2-5b1c-7d3e-8f40-112233445566")]
    [InlineData("correct 0198f7a2-5b1c-7d3e-8f40-112233445566 --reason Misread --clear everything")]
    [InlineData("retract 0198f7a2-5b1c-7d3e-8f40-112233445566 --reason Misread --if-match first")]
    [InlineData("matrix --on 2025-08-09")]
    [InlineData("changes --since-on 2025-08-09")]
    [InlineData("changes --since-on 2025-08-09 --on 2025-08-09 --since-ledger-size 3 --since-known-at 2025-08-10T00:00:00Z")]
    [InlineData("import")]
    [InlineData("import LICENSE")]
    [InlineData("import LICENSE --format xml")]
    [InlineData("import LICENSE --format csv --follow 0198f7a2-5b1c-7d3e-8f40-112233445566")]
    [InlineData("export")]
    [InlineData("export everything")]
    [InlineData("export matrix --format parquet --issues a --on 2025-08-09")]
    public async Task Says_what_is_wrong_with_it_and_ends_with_2(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "LICENSE" ? Checkout.PathOf(word) : word);

        var ran = await CommandLine.RunAsync(new Unreachable(), [.. words]);

        Assert.Equal((2, ""), (ran.ExitCode, ran.Out));
        Assert.NotEqual("", ran.Error);
    }

    [Fact]
    public async Task Says_where_its_help_is()
    {
        var ran = await CommandLine.RunAsync(new Unreachable(), "export", "matrix");

        Assert.EndsWith("\nSee: ledger export matrix --help\n", ran.Error, StringComparison.Ordinal);
    }
}
