using System.Text.Json;
using System.Text.Json.Nodes;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Domain.Tests.Audit.Verification;

/// <summary>Checks a ledger as the command line does, without a network between.</summary>
internal static class Auditor
{
    /// <param name="tile">What the server publishes in place of a tile; as it should be where it is left out.</param>
    /// <param name="later">How many of the last seals were made while the rows were read.</param>
    public static VerificationReport Check(this ToyLedger ledger, Func<ExpectedTile, byte[]?>? tile = null, int later = 0, int limit = 10)
    {
        var keys = new TrustedKeys(ledger.Held, ledger.Keys, ToyKey.Check);
        var check = new LedgerCheck(keys, ledger.Kept, ledger.Recoveries, limit);
        foreach (var seal in ledger.Seals.SkipLast(later))
            check.Take(Read(seal, keys));
        for (var i = 0; i < ledger.Rows.Count; i++)
        {
            check.Take(CheckedRow.Read(JsonSerializer.SerializeToUtf8Bytes(ledger.Rows[i]), i + 1));
            CompareTiles(check, false, tile);
        }

        CompareTiles(check, true, tile);
        foreach (var seal in ledger.Seals.TakeLast(later))
            check.Take(Read(seal, keys));
        check.TakeCheckpoint(ledger.Checkpoint);
        return check.Report();
    }

    /// <summary>The point's findings; none where all was as it should be.</summary>
    public static IReadOnlyList<Finding> On(this VerificationReport report, AuditPoint point) =>
        report.Points.Single(one => one.Point == point).Findings;

    /// <summary>The one thing that was found at all.</summary>
    public static Finding Only(this VerificationReport report) => Assert.Single(report.Points.SelectMany(point => point.Findings));

    private static CheckedSeal Read(JsonObject seal, TrustedKeys keys) => CheckedSeal.Read(JsonSerializer.SerializeToUtf8Bytes(seal), keys);

    private static void CompareTiles(LedgerCheck check, bool isEnd, Func<ExpectedTile, byte[]?>? published)
    {
        foreach (var tile in check.TakeTiles(isEnd))
            check.Compare(tile, published is null ? tile.Content : published(tile));
    }
}
