using NodaTime;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>What the ledger signs: checkpoints, seals, new keys and recoveries.</summary>
public class TextsOfTheLedger
{
    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    private static readonly Checkpoint Sofa = new("example.com/behind-the-sofa", 20852163, TreeHash.TryParse(Root)!.Value);

    private static readonly Seal Sealed = new(Sofa.Origin, Sofa.Size, Sofa.Root, Instant.FromUtc(2025, 8, 9, 12, 0).PlusNanoseconds(123_456_000), Instant.FromUtc(2025, 8, 9, 11, 59));

    private static readonly KeyIntroduction Introduced = new(Sofa.Origin, Notes.Key(Notes.GoVerifier));

    private static readonly RecoveryDeclaration Recovered = new(Sofa, 20852000, 12, Instant.FromUtc(2025, 8, 9, 12, 0), "The disk failed.");

    [Fact]
    public void A_checkpoint_is_written_as_C2SP_does()
    {
        Assert.Equal($"example.com/behind-the-sofa\n20852163\n{Root}\n", Sofa.Body);
        Assert.Equal(Sofa, Checkpoint.TryParse(Sofa.Body));
    }

    [Fact]
    public void A_checkpoint_of_another_log_is_read() =>
        Assert.Equal(1432088532, Checkpoint.TryParse(Notes.Read(Notes.Published).Text)!.Size);

    [Fact]
    public void An_empty_ledger_has_a_checkpoint() =>
        Assert.Equal(TreeHash.Empty, Checkpoint.TryParse($"a\n0\n{TreeHash.Empty}\n")!.Root);

    [Fact]
    public void What_other_logs_add_to_a_checkpoint_is_passed_over() =>
        Assert.Equal(Sofa, Checkpoint.TryParse($"{Sofa.Body}Timestamp: 1\nmore\n"));

    [Theory]
    [InlineData("")]
    [InlineData("a\n1\n")]
    [InlineData($"\n1\n{Root}\n")]
    [InlineData($"a\n01\n{Root}\n")]
    [InlineData($"a\n00\n{Root}\n")]
    [InlineData($"a\n-1\n{Root}\n")]
    [InlineData($"a\n+1\n{Root}\n")]
    [InlineData($"a\n 1\n{Root}\n")]
    [InlineData($"a\n\n{Root}\n")]
    [InlineData($"a\n9223372036854775808\n{Root}\n")]
    [InlineData($"a\n1\n{Root}")]
    [InlineData($"a\n1\n{Root}\n\n")]
    [InlineData($"a\n1\n{Root}\n\nmore\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    public void A_text_that_is_not_quite_a_checkpoint_is_none(string text) => Assert.Null(Checkpoint.TryParse(text));

    [Fact]
    public void A_seal_is_a_checkpoint_with_its_time()
    {
        Assert.Equal($"positionledger.seal/1\n{Sofa.Body}2025-08-09T12:00:00.123456Z\nafter 2025-08-09T11:59:00.000000Z\n", Sealed.Body);
        Assert.Equal(Sealed, Seal.TryParse(Sealed.Body));
        Assert.Equal(Sealed with { Previous = null }, Seal.TryParse((Sealed with { Previous = null }).Body));
        Assert.Equal(Sofa, Sealed.Checkpoint);
    }

    [Theory]
    [InlineData($"positionledger.seal/2\na\n1\n{Root}\n2025-08-09T12:00:00.123456Z\nfirst\n")]
    [InlineData($"positionledger.seal/1\n\n1\n{Root}\n2025-08-09T12:00:00.123456Z\nfirst\n")]
    [InlineData($"positionledger.seal/1\na\n01\n{Root}\n2025-08-09T12:00:00.123456Z\nfirst\n")]
    [InlineData("positionledger.seal/1\na\n1\nroot\n2025-08-09T12:00:00.123456Z\nfirst\n")]
    [InlineData($"positionledger.seal/1\na\n1\n{Root}\n2025-08-09T12:00:00.12345Z\nfirst\n")]
    [InlineData($"positionledger.seal/1\na\n1\n{Root}\n2025-08-09T12:00:00.123456Z\nfirst")]
    [InlineData($"positionledger.seal/1\na\n1\n{Root}\n2025-08-09T12:00:00.123456Z\nfirst\nmore\n")]
    [InlineData($"positionledger.seal/1\na\n1\n{Root}\n2025-08-09T12:00:00.123456Z\n")]
    [InlineData($"positionledger.seal/1\na\n1\n{Root}\n2025-08-09T12:00:00.123456Z\nafter\n")]
    [InlineData($"positionledger.seal/1\na\n1\n{Root}\n2025-08-09T12:00:00.123456Z\nafter 2025-08-09T12:00Z\n")]
    public void A_text_that_is_not_quite_a_seal_is_none(string text) => Assert.Null(Seal.TryParse(text));

    [Fact]
    public void A_new_key_is_introduced_by_name()
    {
        Assert.Equal($"positionledger.key/1\nexample.com/behind-the-sofa\n{Notes.GoVerifier}\n", Introduced.Body);
        Assert.Equal(Introduced, KeyIntroduction.TryParse(Introduced.Body));
    }

    [Theory]
    [InlineData($"positionledger.key/2\na\n{Notes.GoVerifier}\n")]
    [InlineData($"positionledger.key/1\n\n{Notes.GoVerifier}\n")]
    [InlineData($"positionledger.key/1\na\n{Notes.GoVerifier}")]
    [InlineData($"positionledger.key/1\na\n{Notes.GoVerifier}\nmore\n")]
    [InlineData("positionledger.key/1\na\nkey\n")]
    public void A_text_that_is_not_quite_an_introduction_is_none(string text) => Assert.Null(KeyIntroduction.TryParse(text));

    [Fact]
    public void A_recovery_says_what_was_lost_between_two_sizes_and_why()
    {
        Assert.Equal($"positionledger.recovery/1\n{Sofa.Body}20852000\n12\n2025-08-09T12:00:00.000000Z\nThe disk failed.\n", Recovered.Body);
        Assert.Equal(Recovered, RecoveryDeclaration.TryParse(Recovered.Body));
        Assert.Equal([false, true, true, false], new[] { 20851999L, 20852000, 20852162, 20852163 }.Select(Recovered.Covers));
    }

    [Theory]
    [InlineData("\n12\n", "\n012\n"), InlineData("\n12\n", "\n164\n"), InlineData("\n12\n", "\n-1\n"), InlineData("\n20852000\n", "\n20852163\n")]
    [InlineData("recovery/1", "recovery/2"), InlineData("The disk failed.\n", "\n"), InlineData("failed.\n", "failed."), InlineData("failed.\n", "failed.\nmore\n")]
    [InlineData("00.000000Z", "00Z"), InlineData("2I=", "2I")]
    public void A_text_that_is_not_quite_a_recovery_is_none(string part, string instead) =>
        Assert.Null(RecoveryDeclaration.TryParse(Recovered.Body.Replace(part, instead, StringComparison.Ordinal)));

    [Fact]
    public void None_of_the_texts_passes_for_another()
    {
        var hostile = new Checkpoint("positionledger.seal/1", 1, Sofa.Root);

        Assert.Null(Checkpoint.TryParse(Sealed.Body));
        Assert.Null(Checkpoint.TryParse(Introduced.Body));
        Assert.Null(Seal.TryParse(hostile.Body));
        Assert.Null(Seal.TryParse(Introduced.Body));
        Assert.Null(RecoveryDeclaration.TryParse(Sealed.Body));
        Assert.Null(Checkpoint.TryParse(Recovered.Body));
        Assert.Null(KeyIntroduction.TryParse(Sealed.Body));
        Assert.Null(KeyIntroduction.TryParse((hostile with { Origin = "positionledger.key/1" }).Body));
    }

    [Fact]
    public void Moments_have_six_decimals_always()
    {
        Assert.Equal("2025-08-09T12:00:00.000000Z", Microseconds.Format(Instant.FromUtc(2025, 8, 9, 12, 0)));
        Assert.Equal("0099-01-01T00:00:00.000000Z", Microseconds.Format(Instant.FromUtc(99, 1, 1, 0, 0)));
        Assert.Throws<ArgumentException>(() => Microseconds.Format(Instant.FromUtc(2025, 8, 9, 12, 0).PlusNanoseconds(100)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2025-08-09T12:00:00Z")]
    [InlineData("2025-08-09T12:00:00.1234567Z")]
    [InlineData("2025-08-09T12:00:00.123456+00:00")]
    [InlineData("2025-08-09 12:00:00.123456Z")]
    [InlineData("2025-02-30T12:00:00.123456Z")]
    public void A_moment_written_otherwise_is_none(string? text) => Assert.Null(Microseconds.TryParse(text));
}
