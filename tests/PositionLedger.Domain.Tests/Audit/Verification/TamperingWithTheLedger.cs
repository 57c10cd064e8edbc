using NodaTime;
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
        Assert.Equal([1, 8, 8, 1, 20, 20, 20, 20, 8, 20, 0, 0, 2], report.Points.Select(point => point.Verified));
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
        Assert.Contains("the event at 2020-01-01T00:00:00.000000Z", finding.What, StringComparison.Ordinal);
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

    private static Guid IdOf(int row) => Guid.Parse(ToyLedger.Of(20).Rows[row]["id"]!.GetValue<string>());
}
