using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Domain.Tests.Audit.Verification;

/// <summary>Which keys count as the ledger's.</summary>
public class WhoSigns
{
    private const string Origin = "ledger.example";

    private static readonly ToyKey Old = ToyLedger.Key;
    private static readonly ToyKey New = new("ledger.example", 2);
    private static readonly ToyKey Newest = new("ledger.example", 3);

    private static readonly ShownKey First = new(Old.Verifier.ToString(), null);

    [Fact]
    public void A_key_that_the_one_you_hold_introduced_counts() =>
        Assert.Equal([Verdict.Verified, Verdict.Verified, Verdict.Verified], Judge([Old], [First, Introduced(New, by: Old)]));

    [Fact]
    public void So_does_one_that_that_one_introduced() =>
        Assert.Equal(Verdict.Verified, Keys([Old], [First, Introduced(New, by: Old), Introduced(Newest, by: New)]).On(Signed(Newest), Origin));

    [Fact]
    public void A_key_that_nobody_introduced_does_not_count() =>
        Assert.Equal([Verdict.Failed, Verdict.Verified, Verdict.Failed], Judge([Old], [First, new(New.Verifier.ToString(), null)]));

    [Fact]
    public void A_key_that_a_stranger_introduced_does_not_count() =>
        Assert.Equal([Verdict.Failed, Verdict.Verified, Verdict.Failed], Judge([Old], [First, Introduced(New, by: Newest)]));

    [Fact]
    public void An_introduction_is_of_one_key_to_one_ledger()
    {
        var ofAnother = Old.Sign(new KeyIntroduction("ledger.example", Newest.Verifier).Body);
        var elsewhere = Old.Sign(new KeyIntroduction("other.example", New.Verifier).Body);

        Assert.Equal(Verdict.Failed, Judge([Old], [First, new(New.Verifier.ToString(), ofAnother)])[2]);
        Assert.Equal(Verdict.Failed, Judge([Old], [First, new(New.Verifier.ToString(), elsewhere)])[2]);
        Assert.Equal(Verdict.Failed, Judge([Old], [First, new(New.Verifier.ToString(), "no note")])[2]);
    }

    [Fact]
    public void What_only_a_key_older_than_yours_signed_could_not_be_checked() =>
        Assert.Equal([Verdict.Unchecked, Verdict.Unchecked, Verdict.Verified], Judge([New], [First, Introduced(New, by: Old)]));

    [Fact]
    public void A_key_is_not_older_than_yours_if_yours_never_comes() =>
        Assert.Equal([Verdict.Failed, Verdict.Failed, Verdict.Failed], Judge([Newest], [First, Introduced(New, by: Old)]));

    [Fact]
    public void A_note_with_one_good_and_one_wrong_signature_is_not_by_the_ledger()
    {
        var keys = Keys([Old], [First, Introduced(New, by: Old)]);
        var forged = New.Sign(Signed(Old) with { Text = "Another text\n" }).Signatures[1];

        Assert.Equal(Verdict.Verified, keys.On(New.Sign(Signed(Old)), Origin));
        Assert.Equal(Verdict.Failed, keys.On(Signed(Old).With(forged), Origin));
    }

    [Fact]
    public void A_signature_of_a_stranger_beside_the_ledgers_own_changes_nothing() =>
        Assert.Equal(Verdict.Verified, Keys([Old], [First]).On(Newest.Sign(Signed(Old)), Origin));

    [Fact]
    public void What_is_no_key_is_found() => Assert.Equal(Verdict.Failed, Judge([Old], [First, new("no key", null)])[0]);

    [Fact]
    public void A_ledger_without_keys_has_signed_nothing_yet() => Assert.Equal(Verdict.Unchecked, Judge([], [])[0]);

    // Of the keys, of what the old key signed and of what the new one did.
    private static Verdict[] Judge(ToyKey[] held, ShownKey[] shown)
    {
        var keys = Keys(held, shown);
        var report = new LedgerCheck(keys, [], []).Report();
        return [report.Points.Single(point => point.Point == AuditPoint.Keys).Verdict, keys.On(Signed(Old), Origin), keys.On(Signed(New), Origin)];
    }

    private static TrustedKeys Keys(ToyKey[] held, ShownKey[] shown) => new([.. held.Select(key => key.Verifier)], shown, ToyKey.Check);

    private static SignedNote Signed(ToyKey key) => key.Sign(new SignedNote("A text\n", []));

    private static ShownKey Introduced(ToyKey key, ToyKey by) => new(key.Verifier.ToString(), by.Sign(new KeyIntroduction("ledger.example", key.Verifier).Body));
}
