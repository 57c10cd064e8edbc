using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace PositionLedger.Domain.Audit;

/// <summary>A SHA-256 hash in the Merkle tree of RFC 6962: of a leaf, of two nodes or of a whole tree.</summary>
/// <remarks>Leaves and nodes are hashed after different first bytes, so that neither can ever pass for the other.</remarks>
public readonly struct TreeHash : IEquatable<TreeHash>
{
    public const int Length = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>Longer entries are hashed on the heap, for the stack is small.</summary>
    private const int MostOnTheStack = 1024;

    private readonly Vector256<byte> _bytes;

    public TreeHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"A hash has {Length} bytes, not {bytes.Length}.", nameof(bytes));

        _bytes = Vector256.Create(bytes);
    }

    /// <summary>The root of a tree without leaves.</summary>
    public static TreeHash Empty { get; } = Of([]);

    public static TreeHash OfLeaf(ReadOnlySpan<byte> entry)
    {
        var preimage = entry.Length < MostOnTheStack ? stackalloc byte[1 + entry.Length] : new byte[1 + entry.Length];
        preimage[0] = LeafPrefix;
        entry.CopyTo(preimage[1..]);
        return Of(preimage);
    }

    public static TreeHash OfNode(TreeHash left, TreeHash right)
    {
        Span<byte> preimage = stackalloc byte[1 + 2 * Length];
        preimage[0] = NodePrefix;
        left.CopyTo(preimage[1..]);
        right.CopyTo(preimage[(1 + Length)..]);
        return Of(preimage);
    }

    /// <summary>The root above complete subtrees that stand side by side, each smaller than the one before it.</summary>
    public static TreeHash OfPeaks(ReadOnlySpan<TreeHash> peaks)
    {
        if (peaks.IsEmpty)
            return Empty;

        var root = peaks[^1];
        for (var i = peaks.Length - 2; i >= 0; i--)
            root = OfNode(peaks[i], root);
        return root;
    }

    /// <returns>The hash, or null for anything but the base64 that <see cref="ToString"/> gives.</returns>
    public static TreeHash? TryParse(string? base64)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (base64 is null || !Convert.TryFromBase64String(base64, bytes, out _))
            return null;

        // Shorter text, spaces and the bits that the last digit has to spare are overlooked: one hash must not have several names.
        var hash = new TreeHash(bytes);
        return hash.ToString() == base64 ? hash : null;
    }

    public void CopyTo(Span<byte> bytes) => _bytes.CopyTo(bytes);

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>In base64, as in checkpoints and proofs.</summary>
    public override string ToString() => Convert.ToBase64String(ToArray());

    public bool Equals(TreeHash other) => _bytes == other._bytes;

    public override bool Equals(object? obj) => obj is TreeHash other && Equals(other);

    public override int GetHashCode() => _bytes.GetHashCode();

    public static bool operator ==(TreeHash left, TreeHash right) => left.Equals(right);

    public static bool operator !=(TreeHash left, TreeHash right) => !left.Equals(right);

    private static TreeHash Of(ReadOnlySpan<byte> preimage)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(preimage, hash);
        return new(hash);
    }
}
