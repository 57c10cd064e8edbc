using NodaTime;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Domain.Tests.Audit.Verification;

/// <summary>What somebody does who can rebuild the tree, and who may even have its key.</summary>
public class RebuildingTheTree
{
    private static readonly ToyKey Other = new("ledger.example", 2);

    private readonly ToyLedger _ledger = ToyLedger.Of(20);

    [Fact]
    public void A_tree_rebuilt_with_another_key_is_not_the_ledger_of_the_key_you_hold()
    {
        Edit();
        _ledger.Rebuild(Other);

        var report = _ledger.Check();

        Assert.Equal(
            [$"The key {Other.Verifier} was introduced by no key that is known.", $"The key that you hold, {ToyLedger.Key.Verifier}, is not among those that the ledger shows."],
            report.On(AuditPoint.Keys).Select(finding => finding.What));
        Assert.Equal(8, report.On(AuditPoint.Seals).Count);
        Assert.Equal("The published checkpoint is not signed by a key of the ledger.", report.On(AuditPoint.Checkpoint).Single().What);
        Assert.Null(report.Checkpoint);
    }

    [Fact]
    public void Without_a_key_that_you_hold_that_could_not_be_checked()
    {
        Edit();
        _ledger.Rebuild(Other);
        _ledger.Held.Clear();

        var finding = _ledger.Check().Only();

        Assert.Equal((Verdict.Unchecked, $"The key {Other.Verifier} is the one that the server shows; it could not be checked against a key you hold."), (finding.Verdict, finding.What));
    }

    [Fact]
    public void A_tree_rebuilt_with_another_key_is_found_by_a_checkpoint_that_was_kept()
    {
        _ledger.Keep();
        Edit();
        _ledger.Rebuild(Other);
        _ledger.Held.Clear();

        Assert.Equal(
            ["The checkpoint in kept-1 is not signed by a key of the ledger.", "The checkpoint in kept-1 has another root than the first 20 events have now: something of them was changed since."],
            _ledger.Check().On(AuditPoint.Kept).Select(finding => finding.What));
    }

    [Fact]
    public void A_tree_rebuilt_with_the_stolen_key_is_found_by_a_checkpoint_that_was_kept_alone()
    {
        _ledger.Keep();
        Edit();
        _ledger.Rebuild();

        Assert.StartsWith("The checkpoint in kept-1 has another root", _ledger.Check().Only().What, StringComparison.Ordinal);
        _ledger.Kept.Clear();
        Assert.Equal(Verdict.Verified, _ledger.Check().Verdict);
    }

    [Fact]
    public void A_ledger_set_back_below_a_checkpoint_that_was_kept_is_found()
    {
        _ledger.Keep();
        Cut(events: 5, seals: 2);

        Assert.Equal(
            "The checkpoint in kept-1 is of 20 events, and the ledger has sealed 15: it was set back, or its end was cut off.", _ledger.Check().Only().What);
    }

    [Fact]
    public void A_ledger_set_back_above_every_checkpoint_that_was_kept_can_not_be_found()
    {
        Cut(events: 0, seals: 2);
        _ledger.Keep();
        Cut(events: 5, seals: 0);

        Assert.Equal(Verdict.Verified, _ledger.Check().Verdict);
    }

    [Fact]
    public void An_end_that_was_cut_off_without_its_seals_is_missed()
    {
        _ledger.Rows.RemoveRange(15, 5);

        var report = _ledger.Check();

        Assert.Equal("leaves 15 to 19 can't be had, and the newest seal covers them.", report.On(AuditPoint.Leaves).Single().What);
        var findings = report.On(AuditPoint.Roots);
        Assert.Equal(2, findings.Count);
        Assert.EndsWith("covers more than is there: from leaf 15 on, 5 events are missing.", findings[1].What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seal_that_was_cut_off_leaves_its_leaves_uncovered()
    {
        _ledger.Now += Duration.FromMinutes(1);
        _ledger.Seal();
        _ledger.Seals.RemoveRange(7, 1);
        _ledger.Seals[^1] = (System.Text.Json.Nodes.JsonObject)_ledger.Seals[^2].DeepClone();

        Assert.Equal(2, _ledger.Check().On(AuditPoint.Events).Count);
    }

    [Fact]
    public void A_seal_that_was_taken_out_is_missed_by_whoever_kept_its_checkpoint()
    {
        var ledger = ToyLedger.Of(3);
        ledger.Keep();
        ledger.Record("party/p0");
        ledger.Seal();
        ledger.Seals.RemoveAt(1);

        Assert.Equal("The checkpoint in kept-1 is of 3 events, and the ledger shows no seal of as many any more.", ledger.Check().Only().What);
    }

    [Fact]
    public void A_kept_checkpoint_of_another_ledger_is_refused()
    {
        var other = new ToyKey("other.example", 1);
        var root = _ledger.Root(20);
        _ledger.Kept.Add(KeptCheckpoint.TryParse("kept", other.Sign(new Checkpoint("other.example", 20, root).Body))!);

        Assert.StartsWith("The checkpoint in kept is of 'other.example'", _ledger.Check().On(AuditPoint.Kept)[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoints_that_were_kept_along_the_way_are_verified()
    {
        var ledger = ToyLedger.Of(0);
        for (var i = 0; i < 9; i++)
        {
            ledger.Keep();
            ledger.Record("party/p0");
            ledger.Seal();
        }

        Assert.Equal((Verdict.Verified, 9), (ledger.Check().Verdict, ledger.Check().Points.Single(point => point.Point == AuditPoint.Kept).Verified));
    }

    [Fact]
    public void The_checkpoint_under_a_saved_proof_is_as_good_as_any()
    {
        var proof = new TlogProof(0, [TreeHash.Empty], _ledger.Checkpoint!);

        Assert.Equal(_ledger.Checkpoint, KeptCheckpoint.TryParse("proof", proof.ToText())!.Note.ToText());
        Assert.Null(KeptCheckpoint.TryParse("letter", "Dear auditor,\n\n"));
    }

    private void Edit()
    {
        _ledger.Rows[4]["body"]!["quote"] = "Another word";
        ToyLedger.Commit(_ledger.Rows[4]);
    }

    private void Cut(int events, int seals)
    {
        _ledger.Rows.RemoveRange(_ledger.Rows.Count - events, events);
        if (seals == 0)
            _ledger.Rebuild();
        else
            _ledger.Seals.RemoveRange(_ledger.Seals.Count - seals, seals);
        _ledger.Checkpoint = _ledger.Seals[^1]["note"]!.GetValue<string>();
    }
}
