using System.Text;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

public class Cosigning
{
    private const string Body = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    private static readonly byte[] Seed = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    private static readonly VerifierKey Witness = VerifierKey.Cosigner("witness.example", Ed25519.PublicKeyOf(Seed));

    [Fact]
    public void The_message_is_that_of_C2SP() => Assert.Equal(
        "cosignature/v1\ntime 1679315147\n" + Body, Encoding.UTF8.GetString(Cosignature.MessageOf(Body, 1679315147)));

    [Fact]
    public void There_is_no_time_before_1970() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Cosignature.MessageOf(Body, -1));

    [Fact]
    public void A_published_cosignature_tells_when_it_was_made() =>
        Assert.Equal(1779573024, Cosignature.SecondOf(Notes.Read(Notes.Published), Notes.Key(Notes.PublishedWitness), Ed25519.Check));

    [Fact]
    public void The_last_of_several_counts() =>
        Assert.Equal(9, Cosignature.SecondOf(Cosigned(5).With(By(9)).With(By(7)), Witness, Ed25519.Check));

    [Fact]
    public void A_cosignature_with_any_bit_changed_is_refused()
    {
        var note = Cosigned(1679315147);

        Assert.Equal(1679315147, Cosignature.SecondOf(note, Witness, Ed25519.Check));
        Assert.All(Flips.Of(Convert.FromBase64String(note.Signatures[0].Signature)), signature =>
            Assert.Null(Cosignature.SecondOf(new(Body, [NoteSignature.Of(Witness, signature)]), Witness, Ed25519.Check)));
        Assert.All(Flips.Of(Body), body =>
            Assert.Null(Cosignature.SecondOf(note with { Text = body }, Witness, Ed25519.Check)));
    }

    [Fact]
    public void A_cosignature_too_short_for_its_time_is_refused() =>
        Assert.Null(Cosignature.SecondOf(new(Body, [NoteSignature.Of(Witness, new byte[7])]), Witness, Ed25519.Check));

    [Fact]
    public void A_time_beyond_what_is_allowed_is_refused_whatever_the_signature() =>
        Assert.Null(Cosignature.SecondOf(new(Body, [Cosignature.Of(Witness, -1, new byte[64])]), Witness, (_, _, _) => true));

    [Fact]
    public void A_signature_of_the_checkpoint_without_a_time_is_no_cosignature()
    {
        var log = Notes.Signed(Body);

        Assert.Null(Cosignature.SecondOf(log, Notes.Key(Notes.GoVerifier), Ed25519.Check));
        Assert.Null(Cosignature.SecondOf(
            new(Body, [Cosignature.Of(Notes.Key(Notes.GoVerifier), 5, new byte[64])]), Notes.Key(Notes.GoVerifier), (_, _, _) => true));
        Assert.False(log.IsSignedBy(VerifierKey.Cosigner("PeterNeumann", [.. Notes.Key(Notes.GoVerifier).PublicKey]), Ed25519.Check));
    }

    private static SignedNote Cosigned(long second) => new(Body, [By(second)]);

    private static NoteSignature By(long second) =>
        Cosignature.Of(Witness, second, Ed25519.Sign(Seed, Cosignature.MessageOf(Body, second)));
}
