using System.Text;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary><c>ledger import</c> into a real ledger.</summary>
[Collection(SharedLedger.Name)]
public sealed class ImportingIntoALedger(LedgerApp app)
{
    [Fact]
    public async Task What_can_be_recorded_is_and_the_rest_is_told_line_by_line()
    {
        var cell = await Given.CellAsync(Api.Of(app));
        var file = $"""
            key,party,stance,saidOn
            k-1,{cell.Party},rejects,2025-08-09
            k-2,{cell.Party},rejects,2025-02-30
            k-3,{cell.Party[..^1]},rejects,2025-08-09

            """;

        var ran = await ImportAsync(cell, file);

        Assert.Equal(1, ran.ExitCode);
        Assert.Matches(@"lines +3 *\nrecorded +1 *\nunchanged +0 *\nrefused +2 *\n", ran.Out);
        Assert.Matches(@"^stdin:3: saidOn: must be a day that exists.*\nstdin:4: party: ", ran.Error);
        Assert.Contains($"Unknown party {cell.Party[..^1]}, in 1 line; did you mean {cell.Party}", ran.Error, StringComparison.Ordinal);
        Assert.Contains("\"rejects\"", (await Api.Of(app).GetAsync(cell.StancePath("2025-08-10"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_recorded_and_a_file_may_be_sent_twice()
    {
        var cell = await Given.CellAsync(Api.Of(app));
        var file = $"key,party,stance,saidOn\nk-1,{cell.Party},rejects,2025-08-09\n";

        var dry = await ImportAsync(cell, file, "--dry-run");
        var first = await ImportAsync(cell, file);
        var second = await ImportAsync(cell, file);

        Assert.Matches(@"would record +1 ", dry.Out);
        Assert.Matches(@"recorded +1 *\nunchanged +0 ", first.Out);
        Assert.Matches(@"recorded +0 *\nunchanged +1 ", second.Out);
        Assert.All([dry, first, second], ran => Assert.Equal((0, ""), (ran.ExitCode, ran.Error)));
    }

    private Task<Ran> ImportAsync(Cell cell, string file, params string[] options) => CommandLine.RunAsync(app, Encoding.UTF8.GetBytes(file), [
        "import", "-", "--format", "csv", "--issue", cell.Issue, "--kind", "position", "--authority", "office", "--quote", "No.",
        "--attribution", "officeOnRecord", "--source", cell.Source, .. options,
    ]);
}
