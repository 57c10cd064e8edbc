using PositionLedger.Domain.Audit;
using PositionLedger.Server.Audit.Sealing;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Audit.Evidence;

/// <summary>A tree as it was signed.</summary>
/// <param name="Note">The signed checkpoint.</param>
/// <param name="Seal">The signed seal: the same with its time.</param>
/// <param name="Keys">The keys that signed both.</param>
internal sealed record SignedTree(long Size, string Note, Seal Sealed, string Seal, IReadOnlyList<VerifierKey> Keys)
{
    // The smallest one, and not the newest: that stays the same, however the ledger grows.
    private const string First = "select tree_size, note, seal from ledger.checkpoint where tree_size >= $1 order by tree_size, sealed_at limit 1";

    /// <summary>The first tree that holds the first <paramref name="size"/> leaves, of which there must be as many.</summary>
    public static async Task<SignedTree> CoveringAsync(Snapshot snapshot, long size)
    {
        var (treeSize, note, seal) = (await snapshot.ListAsync(First, row => (row.GetInt64(0), row.GetString(1), row.GetString(2)), size))[0];
        var keys = await snapshot.ListAsync("select verifier_key from ledger.log_key order by number", row => row.GetString(0));
        var sealNote = SignedNote.TryParse(seal)!;
        // A key that came later signed nothing here, so that more keys change nothing.
        return new(treeSize, note, Domain.Audit.Seal.TryParse(sealNote.Text)!, seal,
            [.. keys.Select(VerifierKey.TryParse).OfType<VerifierKey>().Where(key => HasSigned(key, SignedNote.TryParse(note)!) && HasSigned(key, sealNote))]);
    }

    private static bool HasSigned(VerifierKey key, SignedNote note) => note.IsSignedBy(key, Ed25519.Check);
}
