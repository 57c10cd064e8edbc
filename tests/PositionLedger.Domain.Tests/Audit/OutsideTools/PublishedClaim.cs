using System.Buffers.Binary;
using System.Text.Json;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit.OutsideTools;

/// <summary>What the ledger publishes to show that an entry is in it, as somebody receives it.</summary>
internal sealed record PublishedClaim(SignedNote Note, byte[] Entry, long Index, ValueList<TreeHash> Proof)
{
    /// <summary>Everything that differs from it in one bit, and with the same proof at every other index.</summary>
    public IEnumerable<PublishedClaim> Changed(long indexes)
    {
        var signature = Note.Signatures[0];
        byte[] line = [.. Bytes(signature.KeyId), .. Convert.FromBase64String(signature.Signature)];
        return
        [
            .. Flips.Of(Note.Text).Select(text => this with { Note = Note with { Text = text } }),
            .. Flips.Of(line).Select(changed => this with { Note = Note with { Signatures = [Line(signature.Name, changed)] } }),
            .. Flips.Of(Entry).Select(entry => this with { Entry = entry }),
            .. Proof.SelectMany((hash, at) => Flips.Of(hash.ToArray()).Select(bytes => this with { Proof = Proof.SetItem(at, new(bytes)) })),
            .. Enumerable.Range(-1, (int)indexes + 2).Where(index => index != Index).Select(index => this with { Index = index }),
            .. Proof.Take(1).Select(_ => this with { Proof = [.. Proof.Skip(1)] }),
            this with { Proof = [.. Proof, TreeHash.Empty] },
        ];
    }

    /// <summary>Whether we accept it.</summary>
    public bool IsRight(VerifierKey key) =>
        SignedNote.TryParse(Note.ToText()) is { } note && note.IsSignedBy(key, Ed25519.Check) && Checkpoint.TryParse(note.Text) is { } tree
        && TreeProof.Includes(TreeHash.OfLeaf(Entry), Index, tree.Size, Proof, tree.Root);

    public string ToJson(VerifierKey key) => JsonSerializer.Serialize(new
    {
        name = key.Name, keyId = Bytes(key.Id), publicKey = key.PublicKey.ToArray(), note = Note.ToText(),
        entry = Entry, index = Index, proof = Proof.Select(hash => hash.ToString()),
    });

    private static byte[] Bytes(uint keyId)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, keyId);
        return bytes;
    }

    private static NoteSignature Line(string name, byte[] bytes) =>
        new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), Convert.ToBase64String(bytes.AsSpan(sizeof(uint))));
}
