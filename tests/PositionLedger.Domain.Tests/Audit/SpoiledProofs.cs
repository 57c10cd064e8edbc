using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>What is nearly a proof.</summary>
internal static class SpoiledProofs
{
    /// <summary>With a hash too many, with one too few, and with two in each other's place.</summary>
    public static IEnumerable<TreeHash[]> Reshaped(TreeHash[] proof, int at, int other, TreeHash hash)
    {
        var place = at % (proof.Length + 1);
        yield return [.. proof[..place], hash, .. proof[place..]];
        if (place == proof.Length)
            yield break;

        yield return [.. proof[..place], .. proof[(place + 1)..]];
        yield return [.. proof[..place], proof[place], .. proof[place..]];
        var swapped = proof.ToArray();
        var second = other % proof.Length;
        (swapped[place], swapped[second]) = (swapped[second], swapped[place]);
        if (place != second)
            yield return swapped;
    }

    public static TreeHash[] WithBitChanged(TreeHash[] hashes, uint place)
    {
        var changed = hashes.ToArray();
        var bit = (int)(place % (uint)(hashes.Length * TreeHash.Length * 8));
        var bytes = changed[bit / 256].ToArray();
        bytes[bit % 256 / 8] ^= (byte)(1 << (bit % 8));
        changed[bit / 256] = new(bytes);
        return changed;
    }
}
