using NodaTime;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Domain.Tests.Audit.Verification;

/// <summary>A ledger that lost sealed events says so under its old key, and goes on under another name.</summary>
public class GoingOnAfterALoss
{
    private static readonly ToyKey Next = new("ledger.example/epoch-2", 2);

    private readonly ToyLedger _ledger = ToyLedger.Of(15);

    public GoingOnAfterALoss()
    {
        _ledger.Keep();
        for (var i = 0; i < 5; i++)
            _ledger.Record("party/lost");
        _ledger.Seal();
        _ledger.Keep();
        _ledger.Rows.RemoveRange(15, 5);
        _ledger.Seals.RemoveAt(_ledger.Seals.Count - 1);
    }

    [Fact]
    public void What_it_still_has_is_verified_under_both_names()
    {
        GoOn(ToyLedger.Key);
        _ledger.Kept.RemoveAt(1);

        var report = _ledger.Check();

        Assert.Equal((Verdict.Verified, "ledger.example/epoch-2", 16), (report.Verdict, report.Origin, report.Size));
        Assert.Equal(("The disk failed.", 15, 20), (report.Epochs.Single().Reason, report.Epochs.Single().Held, report.Epochs.Single().Last.Size));
    }

    [Fact]
    public void What_it_has_lost_is_told_to_whoever_kept_a_checkpoint_of_it()
    {
        GoOn(ToyLedger.Key);

        Assert.Equal("The checkpoint in kept-2 is of 20 events, and all after the first 15 were lost then: The disk failed.", _ledger.Check().Only().What);
    }

    [Fact]
    public void Nobody_but_the_ledger_can_say_so()
    {
        GoOn(new("ledger.example", 3));

        var report = _ledger.Check();

        Assert.Equal($"The key {Next.Verifier} was introduced by no key that is known.", report.On(AuditPoint.Keys).Single().What);
        Assert.EndsWith("is of 'ledger.example/epoch-2', which is another ledger than 'ledger.example'.", report.On(AuditPoint.Seals).Single().What, StringComparison.Ordinal);
        Assert.Empty(report.Epochs);
    }

    [Fact]
    public void It_does_not_go_back_to_its_old_name()
    {
        GoOn(ToyLedger.Key);
        _ledger.Signers[0] = ToyLedger.Key;
        _ledger.Sign(new("ledger.example", 16, _ledger.Root(16), _ledger.Now + Duration.FromSeconds(1), _ledger.SealedAt));

        Assert.EndsWith("is of an earlier epoch than the one before it.", _ledger.Check().On(AuditPoint.SealTimes).Single().What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_one_name_signs_for_no_other()
    {
        GoOn(ToyLedger.Key);
        _ledger.Seals.RemoveAt(_ledger.Seals.Count - 1);
        _ledger.Signers[0] = ToyLedger.Key;
        _ledger.Sign(new("ledger.example/epoch-2", 16, _ledger.Root(16), _ledger.Now, _ledger.SealedAt));

        Assert.EndsWith("is not signed by a key of the ledger.", _ledger.Check().On(AuditPoint.Seals).Single().What, StringComparison.Ordinal);
    }

    private void GoOn(ToyKey declaredBy)
    {
        var declaration = new EpochDeclaration(Next.Verifier, _ledger.Kept[1].Checkpoint, 15, "The disk failed.");
        _ledger.Keys.Add(new(Next.Verifier.ToString(), declaredBy.Sign(declaration.Body)));
        _ledger.Signers[0] = Next;
        _ledger.Record("party/found");
        _ledger.Seal();
    }
}
