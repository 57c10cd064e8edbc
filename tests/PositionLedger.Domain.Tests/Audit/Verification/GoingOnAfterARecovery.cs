using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Domain.Tests.Audit.Verification;

/// <summary>A ledger that lost events, put their leaves back, and says so: their loss is told and is no failure, and no other passes for it.</summary>
public class GoingOnAfterARecovery
{
    private readonly ToyLedger _ledger = ToyLedger.Of(15);

    public GoingOnAfterARecovery()
    {
        for (var i = 0; i < 3; i++)
            _ledger.Record("party/lost");
        _ledger.Record("party/found");
        _ledger.Seal();
        for (var i = 15; i < 18; i++)
            Lose(i);
        // Its event was in the backup, and neither its leaf nor its salt.
        _ledger.Rows[18]["salt"] = null;
        _ledger.Record("party/found");
        _ledger.Seal();
        _ledger.Keep();
    }

    [Fact]
    public void What_was_declared_lost_could_not_be_checked_and_all_else_is_verified()
    {
        Declare(3, ToyLedger.Key);

        var report = _ledger.Check();

        Assert.Equal(Verdict.Unchecked, report.Verdict);
        Assert.Equal([AuditPoint.Leaves, AuditPoint.Contents], report.Points.Where(point => point.Verdict == Verdict.Unchecked).Select(point => point.Point));
        Assert.Equal("The event is lost, as was declared at 2025-08-10T00:00:00.000000Z: The disk failed.", report.On(AuditPoint.Leaves)[0].What);
        Assert.Equal([15L, 16L, 17L], report.On(AuditPoint.Leaves).Select(finding => finding.Event!.Leaf!.Value));
        Assert.Equal(18, report.On(AuditPoint.Contents).Single().Event!.Leaf);
        Assert.Equal((15, 19, 3, "The disk failed."), report.Recoveries.Single() is var said ? (said.Held, said.Last.Size, said.Lost, said.Reason) : default);
    }

    [Fact]
    public void What_was_not_declared_lost_was_deleted() => Assert.Equal(3, _ledger.Check().On(AuditPoint.Leaves).Count(IsFailed));

    [Fact]
    public void Nobody_but_the_ledger_can_declare_it()
    {
        Declare(3, new("ledger.example", 3));

        var report = _ledger.Check();

        Assert.Equal("The recovery of leaves 15 to 18 is not signed by a key of the ledger.", report.On(AuditPoint.Recoveries).Single().What);
        Assert.Equal(3, report.On(AuditPoint.Leaves).Count(IsFailed));
        Assert.Empty(report.Recoveries);
    }

    [Fact]
    public void An_event_outside_of_what_was_declared_was_deleted()
    {
        Declare(3, ToyLedger.Key);
        Lose(14);

        Assert.Equal(14, _ledger.Check().On(AuditPoint.Leaves).Single(IsFailed).Event!.Leaf);
    }

    [Fact]
    public void Not_one_more_may_be_missing_than_was_declared()
    {
        Declare(3, ToyLedger.Key);
        Lose(18);

        Assert.Equal("The recovery of leaves 15 to 18 speaks of 3 events, and 4 are missing there.", _ledger.Check().On(AuditPoint.Recoveries).Single().What);
    }

    [Fact]
    public void It_is_of_the_log_as_it_was_signed()
    {
        Declare(3, ToyLedger.Key, TreeHash.Empty);

        Assert.Equal("The recovery of leaves 15 to 18 names a checkpoint that no seal is of.", _ledger.Check().On(AuditPoint.Recoveries).Single().What);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a note\n")]
    public void What_is_no_declaration_is_told(string note)
    {
        _ledger.Recoveries.Add(note.Length > 0 ? ToyLedger.Key.Sign(note) : note);

        Assert.Equal("What is published as a recovery is none.", _ledger.Check().On(AuditPoint.Recoveries).Single().What);
    }

    private static bool IsFailed(Finding finding) => finding.Verdict == Verdict.Failed;

    private void Lose(int leaf)
    {
        foreach (var column in (string[])["salt", "id", "stream", "version", "type", "recordedAt", "recordedBy", "correlation", "headers", "body"])
            _ledger.Rows[leaf][column] = null;
    }

    private void Declare(long lost, ToyKey key, TreeHash? root = null) => _ledger.Recoveries.Add(key.Sign(new RecoveryDeclaration(
        new("ledger.example", 19, root ?? _ledger.Root(19)), 15, lost, NodaTime.Instant.FromUtc(2025, 8, 10, 0, 0), "The disk failed.").Body));
}
