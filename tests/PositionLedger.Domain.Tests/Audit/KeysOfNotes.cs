using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

public class KeysOfNotes
{
    private static readonly byte[] Seed = [.. SignerKey.TryParse(Notes.GoSigner)!.Seed];

    [Theory]
    [InlineData(Notes.GoVerifier, "PeterNeumann", 0xc74f20a3, SignatureType.Note)]
    [InlineData(Notes.Verifier, "example.com/foo", 0x530d903a, SignatureType.Note)]
    [InlineData(Notes.PublishedWitness, "remora.n621.de", 0xda77ade7, SignatureType.Cosignature)]
    [InlineData("TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6", "TEST", 0x7997405c, SignatureType.Note)]
    public void Verifier_keys_of_others_are_read_and_written_back(string text, string name, uint id, SignatureType type)
    {
        var key = Notes.Key(text);

        Assert.Equal((name, id, type, text), (key.Name, key.Id, key.Type, key.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PeterNeumann")]
    [InlineData("PeterNeumann+c74f20a3")]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+0c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10")]
    [InlineData("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==")]
    [InlineData("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    public void A_text_that_is_not_quite_a_verifier_key_is_none(string text) => Assert.Null(VerifierKey.TryParse(text));

    [Fact]
    public void A_verifier_key_with_any_bit_changed_is_none() =>
        Assert.All(Flips.Of(Notes.GoVerifier), text => Assert.Null(VerifierKey.TryParse(text)));

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a+b")]
    [InlineData("a\u00a0b")]
    [InlineData("a\u2028b")]
    [InlineData("a\nb")]
    [InlineData("a\u0001b")]
    public void A_name_that_would_break_a_line_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => VerifierKey.Ed25519(name, Ed25519.PublicKeyOf(Seed)));

    [Fact]
    public void A_name_that_is_no_Unicode_is_refused() =>
        Assert.Throws<ArgumentException>(() => VerifierKey.Ed25519("a\ud800b", Ed25519.PublicKeyOf(Seed)));

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_of_another_length_is_refused(int length)
    {
        Assert.Throws<ArgumentException>(() => VerifierKey.Ed25519("a", new byte[length]));
        Assert.Throws<ArgumentException>(() => VerifierKey.Cosigner("a", new byte[length]));
        Assert.Throws<ArgumentException>(() => SignerKey.Of(Notes.Key(Notes.GoVerifier), new byte[length]));
    }

    [Fact]
    public void A_name_may_be_in_any_script() =>
        Assert.Equal("архів.example", VerifierKey.TryParse(VerifierKey.Ed25519("архів.example", new byte[32]).ToString())!.Name);

    [Fact]
    public void The_same_key_has_another_id_as_a_witness()
    {
        var (signer, witness) = (VerifierKey.Ed25519("a", new byte[32]), VerifierKey.Cosigner("a", new byte[32]));

        Assert.NotEqual(signer.Id, witness.Id);
        Assert.NotEqual(signer, witness);
        Assert.Equal(witness, VerifierKey.TryParse(witness.ToString()));
    }

    [Fact]
    public void A_signer_key_of_Go_is_read_and_written_back()
    {
        var key = SignerKey.TryParse(Notes.GoSigner)!;

        Assert.Equal(Notes.GoSigner, key.ToText());
        Assert.Equal(Notes.Key(Notes.GoVerifier), key.Verifier(Ed25519.PublicKeyOf(key.Seed)));
        Assert.Equal(key, SignerKey.Of(Notes.Key(Notes.GoVerifier), Seed));
    }

    [Fact]
    public void A_signer_key_is_not_told_by_chance() => Assert.Equal("PeterNeumann+c74f20a3", $"{SignerKey.TryParse(Notes.GoSigner)}");

    [Fact]
    public void A_signer_key_with_any_bit_changed_is_none_or_has_no_verifier() => Assert.All(Flips.Of(Notes.GoSigner), text =>
        Assert.Null(SignerKey.TryParse(text) is { } key ? key.Verifier(Ed25519.PublicKeyOf(key.Seed)) : null));

    [Theory]
    [InlineData("")]
    [InlineData(Notes.GoVerifier)]
    [InlineData("PUBLIC+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")]
    [InlineData("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n")]
    [InlineData("PRIVATE+KEY++c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")]
    [InlineData("PRIVATE+KEY+PeterNeumann+74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")]
    public void A_text_that_is_not_quite_a_signer_key_is_none(string text) => Assert.Null(SignerKey.TryParse(text));
}
