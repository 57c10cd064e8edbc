using NodaTime;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Domain.Tests.Audit.Verification;

/// <summary>What somebody does who changes the list of seals, or what is published as the newest checkpoint.</summary>
public class TamperingWithTheSeals
{
    private static readonly ToyKey Other = new("ledger.example", 2);

    private readonly ToyLedger _ledger = ToyLedger.Of(20);

    [Fact]
    public void A_seal_with_an_earlier_time_than_the_one_before_is_found()
    {
        _ledger.Sign(new("ledger.example", 20, _ledger.Root(20), Instant.FromUtc(2025, 8, 9, 12, 0), _ledger.SealedAt));

        Assert.Contains("is not later than the one before it", _ledger.Check().Only().What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seal_of_fewer_events_than_the_one_before_is_found()
    {
        _ledger.Sign(new("ledger.example", 18, _ledger.Root(18), _ledger.Now + Duration.FromSeconds(1), _ledger.SealedAt));

        Assert.Contains("covers less than the one before it", _ledger.Check().On(AuditPoint.SealTimes).Single().What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seal_with_another_root_than_the_seals_around_it_is_found()
    {
        _ledger.Sign(new("ledger.example", 20, TreeHash.Empty, _ledger.Now + Duration.FromSeconds(1), _ledger.SealedAt));

        Assert.EndsWith("the seal was changed.", _ledger.Check().On(AuditPoint.Roots).Single().What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seal_that_was_taken_out_from_between_two_others_is_missed()
    {
        _ledger.Seals.RemoveAt(3);

        Assert.Contains("and not the one before it", _ledger.Check().On(AuditPoint.SealTimes).Single().What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_seals_are_missed_when_they_were_taken_out()
    {
        _ledger.Seals.RemoveRange(0, 2);

        Assert.Contains("which is not there", _ledger.Check().On(AuditPoint.SealTimes).Single().What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seal_that_says_it_is_the_first_among_others_is_found()
    {
        _ledger.Sign(new("ledger.example", 20, _ledger.Root(20), _ledger.Now + Duration.FromSeconds(1), null));

        Assert.Contains("says that it is the first", _ledger.Check().On(AuditPoint.SealTimes).Single().What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("size", "is listed with another size")]
    [InlineData("root", "is listed with another root")]
    [InlineData("sealedAt", "is listed with another time")]
    [InlineData("note", "comes with a checkpoint that says something else")]
    public void A_seal_that_is_listed_as_another_one_is_found(string member, string what)
    {
        _ledger.Seals[4][member] = _ledger.Seals[3][member]!.DeepClone();

        Assert.EndsWith($"{what}.", _ledger.Check().Only().What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_holds_no_seal_is_found()
    {
        _ledger.Seals[4]["seal"] = "no seal";

        Assert.Equal("A line of the seals holds no seal.", _ledger.Check().On(AuditPoint.Seals).Single().What);
    }

    [Theory]
    [InlineData("note")]
    [InlineData("seal")]
    public void An_unsigned_seal_is_found(string member)
    {
        _ledger.Seals[4][member] = Other.Sign(SignedNote.TryParse(_ledger.Seals[4][member]!.GetValue<string>())! with { Signatures = [] }).ToText();

        Assert.EndsWith("is not signed by a key of the ledger.", _ledger.Check().Only().What, StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_checkpoint_that_is_published_as_the_newest_is_found()
    {
        _ledger.Checkpoint = _ledger.Seals[^2]["note"]!.GetValue<string>();

        Assert.Equal("The published checkpoint, of 18 events, is not that of the newest seal.", _ledger.Check().Only().What);
    }

    [Theory]
    [InlineData(null, "There are seals, and no checkpoint is published.")]
    [InlineData("no note", "What is published as checkpoint is none.")]
    public void A_ledger_without_a_checkpoint_is_found(string? published, string what)
    {
        _ledger.Checkpoint = published;

        Assert.Equal((Verdict.Failed, what), (_ledger.Check().Only().Verdict, _ledger.Check().Only().What));
    }
}
