using NodaTime;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Domain.Tests.Audit.Verification;

/// <summary>A ledger doesn't stand still for its auditor: what comes meanwhile is neither a failure nor passed over.</summary>
public class CheckingALedgerThatGrows
{
    private readonly ToyLedger _ledger = ToyLedger.Of(5);

    [Fact]
    public void An_event_that_was_just_recorded_is_not_sealed_yet()
    {
        var row = _ledger.Record("party/p0");

        var report = _ledger.Check();

        Assert.Equal((Verdict.Unchecked, 1), (report.Verdict, report.Unsealed));
        Assert.Equal($"party/p0, version 3 (event {row["id"]}): It is not sealed yet.", report.Only().ToString());
    }

    [Fact]
    public void A_few_seconds_before_the_newest_seal_are_as_good_as_now()
    {
        _ledger.Record("party/p0", at: _ledger.Now - RowCheck.Grace);

        Assert.Equal(Verdict.Unchecked, _ledger.Check().Verdict);
    }

    [Fact]
    public void An_event_that_is_not_sealed_may_stand_apart_from_its_stream()
    {
        _ledger.Record("party/p0");
        _ledger.Record("party/p0");
        _ledger.Rows.RemoveAt(5);

        Assert.Equal(AuditPoint.Events, Assert.Single(_ledger.Check().Points, point => point.Findings.Count > 0).Point);
    }

    [Fact]
    public void But_not_in_the_place_of_one_that_is()
    {
        var row = _ledger.Record("party/p0");
        row["version"] = 2;

        Assert.Equal("The stream has an event of version 2 that is sealed before it.", _ledger.Check().On(AuditPoint.Versions).Single().What);
    }

    [Fact]
    public void An_event_that_is_neither_sealed_nor_new_to_the_rows_is_there_twice()
    {
        var copy = _ledger.Record("party/p0");
        copy["id"] = _ledger.Rows[0]["id"]!.DeepClone();

        Assert.Equal("It is there twice.", _ledger.Check().On(AuditPoint.Events).Single().What);
    }

    [Fact]
    public void What_was_sealed_while_the_rows_were_read_is_held_against_the_later_seals()
    {
        _ledger.Record("party/p0");
        _ledger.Seal();

        var report = _ledger.Check(later: 1);

        Assert.Equal((Verdict.Verified, 6), (report.Verdict, report.Size));
        _ledger.Rows[5]["body"]!["quote"] = "Another word";
        ToyLedger.Commit(_ledger.Rows[5]);
        Assert.Equal(AuditPoint.Roots, Assert.Single(_ledger.Check(later: 1).Points, point => point.Failed > 0).Point);
    }

    [Fact]
    public void What_was_sealed_after_the_rows_were_read_is_left_to_the_next_time()
    {
        _ledger.Record("party/p0");
        _ledger.Seal();
        _ledger.Rows.RemoveAt(5);

        var report = _ledger.Check(later: 1);

        Assert.Equal((Verdict.Verified, 5), (report.Verdict, report.Size));
    }

    [Fact]
    public void But_a_leaf_never_comes_without_a_seal()
    {
        _ledger.Record("party/p0");
        _ledger.Seal();
        _ledger.Seals.RemoveAt(_ledger.Seals.Count - 1);
        _ledger.Checkpoint = _ledger.Seals[^1]["note"]!.GetValue<string>();

        var report = _ledger.Check();

        Assert.EndsWith("It has a leaf that no seal covers.", report.Only().ToString(), StringComparison.Ordinal);
        Assert.Equal((5, 1), (report.Points.Single(point => point.Point == AuditPoint.Events).Verified, report.Points.Sum(point => point.Failed)));
    }

    [Fact]
    public void A_checkpoint_read_between_the_seals_is_as_good_as_the_newest()
    {
        var earlier = _ledger.Checkpoint;
        _ledger.Record("party/p0");
        _ledger.Seal();
        _ledger.Checkpoint = earlier;

        Assert.Equal(Verdict.Verified, _ledger.Check(later: 1).Verdict);
        Assert.Equal(Verdict.Failed, _ledger.Check().Verdict);
    }

    [Fact]
    public void Before_anything_is_sealed_nothing_can_be_checked()
    {
        _ledger.Seals.Clear();
        _ledger.Keys.Clear();
        _ledger.Held.Clear();
        _ledger.Checkpoint = null;
        foreach (var row in _ledger.Rows)
            row["leaf"] = row["salt"] = row["hash"] = row["entry"] = null;

        var report = _ledger.Check();

        Assert.Equal((Verdict.Unchecked, 5), (report.Verdict, report.Unsealed));
    }

    [Fact]
    public void Seals_of_the_time_alone_are_verified()
    {
        _ledger.Seal();
        _ledger.Seal();

        Assert.Equal(Verdict.Verified, _ledger.Check().Verdict);
    }

    [Fact]
    public void The_longest_lags_are_told_and_the_rest_is_counted()
    {
        foreach (var seconds in (int[])[3, 1, 2, 5, 4])
        {
            _ledger.Record("party/p0", at: _ledger.Now - Duration.FromSeconds(seconds));
            _ledger.Seal();
        }

        var report = _ledger.Check(limit: 3);

        Assert.Equal(5, report.Late);
        Assert.Equal([5, 4, 3], report.Lags.Select(lag => (int)lag.Time.TotalSeconds - 1));
    }

    [Fact]
    public void Only_the_first_findings_of_a_kind_are_listed()
    {
        foreach (var row in _ledger.Rows)
            row["body"] = "Another";

        var contents = _ledger.Check(limit: 2).Points.Single(point => point.Point == AuditPoint.Contents);

        Assert.Equal((5, 2, 3), (contents.Failed, contents.Findings.Count, contents.More));
    }
}
