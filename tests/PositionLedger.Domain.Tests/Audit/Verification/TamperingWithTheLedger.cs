using System.Text.Json.Nodes;
using NodaTime;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Domain.Tests.Audit.Verification;

/// <summary>What somebody does who can write whatever they want into the database, and how the check names it.</summary>
public class TamperingWithTheLedger
{
    private readonly ToyLedger _ledger = ToyLedger.Of(20);

    [Fact]
    public void A_ledger_that_nobody_touched_is_verified()
    {
        var report = _ledger.Check();

        Assert.Equal(Verdict.Verified, report.Verdict);
        Assert.Equal((20, 20, "ledger.example"), (report.Size, report.Points.Single(point => point.Point == AuditPoint.Contents).Verified, report.Origin));
        Assert.Equal(_ledger.Checkpoint, report.Checkpoint);
        Assert.Equal(_ledger.Root(20), report.Root);
        Assert.Equal([1, 8, 8, 1, 20, 20, 20, 20, 8, 20, 0, 2], report.Points.Select(point => point.Verified));
    }

    [Fact]
    public void An_empty_ledger_is_verified() => Assert.Equal(Verdict.Verified, ToyLedger.Of(0).Check().Verdict);

    [Theory]
    [InlineData("stream", "party/p2")]
    [InlineData("type", "statement.recorded.v2")]
    [InlineData("recordedBy", "somebody else")]
    [InlineData("recordedBy", null)]
    [InlineData("correlation", "x")]
    [InlineData("headers", null)]
    [InlineData("body", "text")]
    public void An_edited_event_is_named(string member, string? value)
    {
        _ledger.Rows[4][member] = value;

        var finding = Assert.Single(_ledger.Check().On(AuditPoint.Contents));

        Assert.Equal((Verdict.Failed, IdOf(4)), (finding.Verdict, finding.Event!.Id));
        Assert.StartsWith("It is not what was sealed", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edited_payload_is_the_only_thing_that_is_wrong()
    {
        _ledger.Rows[4]["body"]!["quote"] = "Another word";

        Assert.Equal(
            $"party/p1, version 2 (event {IdOf(4)}, leaf 4): It is not what was sealed: its content, its place in the stream or who recorded it was changed.",
            _ledger.Check().Only().ToString());
    }

    [Fact]
    public void A_deleted_event_is_named_by_its_leaf_and_missed_in_its_stream()
    {
        foreach (var member in (string[])["id", "stream", "version", "type", "recordedAt", "recordedBy", "headers", "body"])
            _ledger.Rows[4][member] = null;

        var report = _ledger.Check();

        Assert.Equal($"event {IdOf(4)}, leaf 4: Its leaf is there and the event is not: the event was deleted.", Assert.Single(report.On(AuditPoint.Leaves)).ToString());
        Assert.Equal("Version 2 of party/p1 is missing before it.", Assert.Single(report.On(AuditPoint.Versions)).What);
    }

    [Fact]
    public void A_deleted_event_of_which_the_leaf_was_deleted_too_is_missed()
    {
        _ledger.Rows.RemoveAt(4);

        var report = _ledger.Check();

        Assert.Equal("leaf 4 before it can't be had.", Assert.Single(report.On(AuditPoint.Leaves)).What);
        Assert.Equal("Version 2 of party/p1 is missing before it.", Assert.Single(report.On(AuditPoint.Versions)).What);
        Assert.All(report.On(AuditPoint.Roots), finding => Assert.Equal(Verdict.Unchecked, finding.Verdict));
        Assert.Equal(Verdict.Unchecked, Assert.Single(report.On(AuditPoint.Tiles)).Verdict);
    }

    [Fact]
    public void A_deleted_leaf_leaves_its_event_unsealed()
    {
        var row = _ledger.Rows[4];
        _ledger.Rows.RemoveAt(4);
        foreach (var member in (string[])["leaf", "salt", "hash", "entry"])
            row[member] = null;
        _ledger.Rows.Add(row);

        var finding = Assert.Single(_ledger.Check().On(AuditPoint.Events));

        Assert.Equal((Verdict.Failed, row["id"]!.GetValue<string>()), (finding.Verdict, $"{finding.Event!.Id}"));
        Assert.StartsWith("It is not sealed, though it was recorded at", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_was_dated_back_is_named()
    {
        _ledger.Rows[4]["recordedAt"] = "2020-01-01T00:00:00.000000Z";

        var finding = Assert.Single(_ledger.Check().On(AuditPoint.Contents));

        Assert.Equal(IdOf(4), finding.Event!.Id);
        Assert.Contains("by the event at 2020-01-01T00:00:00.000000Z", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Swapped_versions_are_named_both()
    {
        (_ledger.Rows[4]["version"], _ledger.Rows[7]["version"]) = (3, 2);

        var report = _ledger.Check();

        Assert.Equal([IdOf(4), IdOf(7)], report.On(AuditPoint.Contents).Select(finding => finding.Event!.Id));
        Assert.Equal(["Version 2 of party/p1 is missing before it.", "It is sealed after version 3 of its stream."], report.On(AuditPoint.Versions).Select(finding => finding.What));
    }

    [Fact]
    public void A_forged_old_event_is_found_without_a_leaf()
    {
        var forged = _ledger.Record("party/p1", at: Instant.FromUtc(2025, 8, 9, 12, 0, 3));

        var finding = _ledger.Check().Only();

        Assert.Equal((Verdict.Failed, $"{forged["id"]}"), (finding.Verdict, $"{finding.Event!.Id}"));
    }

    [Fact]
    public void A_forged_old_event_that_got_itself_sealed_is_reported_with_its_lag()
    {
        var forged = _ledger.Record("party/p1", at: Instant.FromUtc(2025, 8, 9, 12, 0, 3));
        _ledger.Seal();

        var report = _ledger.Check();

        var lag = Assert.Single(report.Lags);
        Assert.Equal((1, $"{forged["id"]}", Verdict.Verified), (report.Late, $"{lag.Event.Id}", report.Verdict));
        Assert.InRange(lag.Time, Duration.FromSeconds(15), Duration.FromSeconds(25));
    }

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
        Assert.Contains("after it was sealed", finding.What, StringComparison.Ordinal);
    }

    private static Guid IdOf(int row) => Guid.Parse(ToyLedger.Of(20).Rows[row]["id"]!.GetValue<string>());

    private static (Guid?, string) Told(Finding finding) => (finding.Event?.Id, finding.What);
}
