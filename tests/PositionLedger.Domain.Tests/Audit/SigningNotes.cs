using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

public class SigningNotes
{
    private static readonly VerifierKey Peter = Notes.Key(Notes.GoVerifier);

    [Theory]
    [InlineData(Notes.GoNote, Notes.GoVerifier)]
    [InlineData(Notes.Note, Notes.Verifier)]
    [InlineData(Notes.Published, Notes.PublishedVerifier)]
    [InlineData(Notes.Published, Notes.PublishedWitness)]
    public void Notes_of_others_are_read_verified_and_written_back(string text, string key)
    {
        var note = Notes.Read(text);

        Assert.True(note.IsSignedBy(Notes.Key(key), Ed25519.Check));
        Assert.Equal(text, note.ToText());
    }

    [Fact]
    public void We_sign_as_Go_does() => Assert.Equal(Notes.GoNote, Notes.Signed(Notes.GoText).ToText());

    [Fact]
    public void A_note_with_any_bit_changed_is_refused() => Assert.All(Flips.Of(Notes.GoNote), text =>
        Assert.False(SignedNote.TryParse(text)?.IsSignedBy(Peter, Ed25519.Check) ?? false));

    [Fact]
    public void A_note_may_have_empty_lines_of_its_own()
    {
        const string Text = "one\n\n\n— two x08go/Y=\n\nthree\n";
        var note = Notes.Read(Notes.Signed(Text).ToText());

        Assert.Equal(Text, note.Text);
        Assert.True(note.IsSignedBy(Peter, Ed25519.Check));
    }

    [Fact]
    public void Signatures_of_unknown_keys_are_kept_and_passed_over()
    {
        var stranger = new NoteSignature("stranger.example", 7, "AAAA");
        var namesake = new NoteSignature(Peter.Name, Peter.Id + 1, "AAAA");
        var note = Notes.Read(Notes.Signed(Notes.GoText).With(stranger).With(namesake).ToText());

        Assert.Equal([stranger, namesake], note.Signatures.Skip(1));
        Assert.True(note.IsSignedBy(Peter, Ed25519.Check));
    }

    [Fact]
    public void A_wrong_signature_in_a_known_name_spoils_the_note_beside_a_right_one() =>
        Assert.False(Notes.Signed(Notes.GoText).With(NoteSignature.Of(Peter, new byte[64])).IsSignedBy(Peter, Ed25519.Check));

    [Fact]
    public void A_note_without_the_keys_signature_is_not_signed_by_it()
    {
        Assert.False(new SignedNote(Notes.GoText, []).IsSignedBy(Peter, Ed25519.Check));
        Assert.False(Notes.Read(Notes.GoNote).IsSignedBy(VerifierKey.Ed25519("PeterNeuman", [.. Peter.PublicKey]), Ed25519.Check));
    }

    [Fact]
    public void A_signature_that_is_no_base64_verifies_nothing() =>
        Assert.False(new SignedNote(Notes.GoText, [new(Peter.Name, Peter.Id, "=")]).IsSignedBy(Peter, Ed25519.Check));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n— a AAAAAAA=\n")]
    [InlineData("text\n\n— a AAAAAAA=")]
    [InlineData("text\n\n— a AAAAAA==\n")]
    [InlineData("text\n\n— a AAAAAAB=\n")]
    [InlineData("text\n\n— a AAAAAAA\n")]
    [InlineData("text\n\n— a  AAAAAAA=\n")]
    [InlineData("text\n\n— a AAAAAAA= \n")]
    [InlineData("text\n\n—  AAAAAAA=\n")]
    [InlineData("text\n\n— a+b AAAAAAA=\n")]
    [InlineData("text\n\n- a AAAAAAA=\n")]
    [InlineData("text\n\n— a AAAAAAA=\nmore\n")]
    [InlineData("text\r\n\n— a AAAAAAA=\n")]
    [InlineData("te\txt\n\n— a AAAAAAA=\n")]
    [InlineData("te\0xt\n\n— a AAAAAAA=\n")]
    public void A_text_that_is_not_quite_a_note_is_none(string text) => Assert.Null(SignedNote.TryParse(text));

    [Fact]
    public void A_text_that_is_no_Unicode_is_no_note() => Assert.Null(SignedNote.TryParse("te\ud800xt\n\n— a AAAAAAA=\n"));

    [Fact]
    public void A_note_has_one_signature_at_least_and_100_at_most()
    {
        string Signed(int count) => "text\n\n" + string.Concat(Enumerable.Repeat("— a AAAAAAA=\n", count));

        Assert.Single(Notes.Read(Signed(1)).Signatures);
        Assert.Equal(100, Notes.Read(Signed(100)).Signatures.Count);
        Assert.Null(SignedNote.TryParse(Signed(101)));
    }

    [Fact]
    public void Notes_are_equal_by_what_they_say_and_who_signed() =>
        Assert.Equal(Notes.Read(Notes.GoNote), Notes.Signed(Notes.GoText));
}
