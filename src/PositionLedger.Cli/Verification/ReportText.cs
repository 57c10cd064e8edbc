using System.Globalization;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;
using Spectre.Console;

namespace PositionLedger.Cli.Verification;

/// <summary>Prints what came out of a check for a reader.</summary>
internal static class ReportText
{
    public static void Print(VerificationReport report, IAnsiConsole console)
    {
        console.Write(Screen.Facts(Facts(report)));
        console.WriteLine();
        console.Write(Points(report));
        foreach (var point in report.Points.Where(point => point.Findings.Count > 0))
            PrintFindings(point, console);
        PrintLags(report, console);
        console.WriteLine();
        console.Write(Conclusion(report));
        console.WriteLine();
    }

    private static (string, string?)[] Facts(VerificationReport report) =>
    [
        ("ledger", report.Origin),
        .. report.Epochs.Select(epoch => ("before", (string?)Loss(epoch))),
        .. report.Recoveries.Select(recovery => ("lost", (string?)Loss(recovery))),
        ("sealed", Events(report.Size) + (report.SealedAt is { } at ? $" at {Microseconds.Format(at)}" : "")),
        ("root", report.Root?.ToString()),
        ("not sealed", report.Unsealed > 0 ? Events(report.Unsealed) : null),
        ("keys", string.Join(", ", report.Keys)),
        ("tiles", report.ComparedAllTiles ? "all compared" : "the right edge, all above the leaves and a sample of the leaves compared"),
    ];

    private static string Loss(EpochDeclaration epoch) =>
        $"{epoch.Last.Origin}, which had sealed {Events(epoch.Last.Size)} and lost all after the first {Number(epoch.Held)}: {epoch.Reason}";

    private static string Loss(RecoveryDeclaration recovery) =>
        $"{Events(recovery.Lost)} between {Number(recovery.Held)} and {Number(recovery.Last.Size)}, told at {Microseconds.Format(recovery.RecoveredAt)}: {recovery.Reason}";

    private static Table Points(VerificationReport report)
    {
        var table = new Table().Border(TableBorder.None).AddColumn(new TableColumn("checked").PadRight(3));
        foreach (var verdict in Enum.GetValues<Verdict>())
            table.AddColumn(new TableColumn(PointText.Of(verdict)).RightAligned().NoWrap());
        foreach (var point in report.Points)
        {
            table.AddRow(
                new Text(PointText.Of(point.Point)), new Text(Number(point.Verified)),
                Count(point.Unchecked, Color.Yellow), Count(point.Failed, Color.Red));
        }

        return table;
    }

    private static void PrintFindings(PointReport point, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine(PointText.Of(point.Point));
        foreach (var finding in point.Findings)
        {
            var color = finding.Verdict == Verdict.Failed ? Color.Red : Color.Yellow;
            console.Write(new Text($"  {PointText.Of(finding.Verdict)}: ", new(color)));
            console.WriteLine(finding.ToString());
        }

        if (point.More > 0)
            console.WriteLine($"  … and {Number(point.More)} more");
    }

    private static void PrintLags(VerificationReport report, IAnsiConsole console)
    {
        if (report.Late == 0)
            return;

        console.WriteLine();
        console.WriteLine($"Sealed, but not by the first seal after they were recorded (no failure): {Events(report.Late)}. The longest:");
        foreach (var lag in report.Lags)
        {
            var seconds = lag.Time.TotalSeconds.ToString("N3", CultureInfo.InvariantCulture);
            console.WriteLine($"  {seconds} s: {lag.Event}, recorded at {Microseconds.Format(lag.RecordedAt)}");
        }
    }

    private static Text Conclusion(VerificationReport report)
    {
        var (failed, open) = (report.Points.Sum(point => point.Failed), report.Points.Sum(point => point.Unchecked));
        var rest = open > 0 ? $" {Number(open)} could not be checked." : "";
        return failed > 0
            ? new($"FAILED: {Number(failed)} of the checks.{rest}", new(Color.Red))
            : new($"Verified.{rest}", new(open > 0 ? Color.Yellow : Color.Green));
    }

    private static Text Count(long count, Color color) => new(Number(count), count > 0 ? new Style(color) : Style.Plain);

    private static string Events(long count) => count == 1 ? "1 event" : $"{Number(count)} events";

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
