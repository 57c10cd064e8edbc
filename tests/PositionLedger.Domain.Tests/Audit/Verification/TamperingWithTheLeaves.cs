using System.Text.Json.Nodes;
using NodaTime;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Domain.Tests.Audit.Verification;

/// <summary>What somebody does who changes leaves as well, or rows and leaves together.</summary>
public class TamperingWithTheLeaves
{
    private readonly ToyLedger _ledger = ToyLedger.Of(20);

    [Fact]
    public void An_event_edited_with_its_leaf_is_among_those_of_the_first_seal_that_disagrees()
    {
        _ledger.Rows[4]["body"]!["quote"] = "Another word";
        ToyLedger.Commit(_ledger.Rows[4]);

        var findings = _ledger.Check().On(AuditPoint.Roots);

        Assert.Contains("at least one of leaves 3 to 5 is not what was sealed", findings[0].What, StringComparison.Ordinal);
        Assert.Contains($"event {IdOf(4)}", findings[0].What, StringComparison.Ordinal);
        Assert.Equal(6, findings.Count);
    }

    [Fact]
    public void An_event_that_was_sealed_alone_and_edited_with_its_leaf_is_named()
    {
        var ledger = ToyLedger.Of(6, toASeal: 1);
        ledger.Rows[4]["body"]!["quote"] = "Another word";
        ToyLedger.Commit(ledger.Rows[4]);

        Assert.Equal(IdOf(4), ledger.Check().On(AuditPoint.Roots)[0].Event!.Id);
    }

    [Fact]
    public void A_leaf_whose_hash_was_changed_is_named()
    {
        _ledger.Rows[4]["hash"] = TreeHash.Empty.ToString();

        Assert.Equal((IdOf(4), "The hash of its leaf is not that of the leaf's entry."), Told(_ledger.Check().Only()));
    }

    [Fact]
    public void A_leaf_that_names_another_event_is_named()
    {
        (_ledger.Rows[4]["entry"], _ledger.Rows[4]["hash"]) = (_ledger.Rows[5]["entry"]!.DeepClone(), _ledger.Rows[5]["hash"]!.DeepClone());

        Assert.Equal((IdOf(4), $"Its leaf is of another event, {IdOf(5)}."), Told(_ledger.Check().On(AuditPoint.Contents).Single()));
    }

    [Fact]
    public void A_leaf_without_an_entry_is_named_and_breaks_the_tree()
    {
        _ledger.Rows[4]["entry"] = null;

        var report = _ledger.Check();

        Assert.Equal((IdOf(4), "Its leaf has no entry."), Told(report.On(AuditPoint.Leaves).Single()));
        Assert.All(report.On(AuditPoint.Roots), finding => Assert.Equal(Verdict.Unchecked, finding.Verdict));
    }

    [Fact]
    public void A_leaf_that_comes_twice_is_named()
    {
        _ledger.Rows.Insert(5, (JsonObject)_ledger.Rows[4].DeepClone());

        Assert.Equal((IdOf(4), "Its leaf comes twice, or out of its order."), Told(_ledger.Check().Only()));
    }

    [Fact]
    public void An_event_with_two_leaves_is_named()
    {
        var copy = (JsonObject)_ledger.Rows[4].DeepClone();
        copy["leaf"] = 20;
        _ledger.Rows.Add(copy);
        _ledger.Seal();

        Assert.Equal((IdOf(4), "It is there twice."), Told(_ledger.Check().On(AuditPoint.Events).Single()));
    }

    [Fact]
    public void A_gap_in_the_versions_of_a_stream_is_named()
    {
        _ledger.Rows[19]["version"] = 10;
        ToyLedger.Commit(_ledger.Rows[19]);
        _ledger.Rebuild();

        Assert.Equal((IdOf(19), "Versions 7 to 9 of party/p1 are missing before it."), Told(_ledger.Check().Only()));
    }

    [Fact]
    public void A_row_that_is_none_is_found()
    {
        _ledger.Rows[4]["version"] = "two";

        var finding = _ledger.Check().On(AuditPoint.Contents).Single();

        Assert.Equal((IdOf(4), "Line 5 of the rows is not a row of a ledger."), Told(finding));
    }

    [Fact]
    public void An_event_of_which_the_salt_was_erased_could_not_be_checked()
    {
        (_ledger.Rows[4]["salt"], _ledger.Rows[4]["body"]) = (null, new JsonObject { ["erased"] = true });

        var finding = _ledger.Check().Only();

        Assert.Equal((Verdict.Unchecked, IdOf(4)), (finding.Verdict, finding.Event!.Id));
    }

    [Fact]
    public void An_event_recorded_after_its_seal_is_named()
    {
        var late = _ledger.Record("party/p1", at: _ledger.Now + Duration.FromDays(1));
        _ledger.Seal();

        var finding = _ledger.Check().Only();

        Assert.Equal($"{late["id"]}", $"{finding.Event!.Id}");
        Assert.Contains("after the seal of", finding.What, StringComparison.Ordinal);
    }

    private static Guid IdOf(int row) => Guid.Parse(ToyLedger.Of(20).Rows[row]["id"]!.GetValue<string>());

    private static (Guid?, string) Told(Finding finding) => (finding.Event?.Id, finding.What);
}
