using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using CsCheck;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>The Merkle tree as RFC 6962 defines it, word for word: slow, and on purpose without anything of the domain's own.</summary>
internal static class NaiveTree
{
    public static readonly TreeHash[] Leaves = [.. Enumerable.Range(0, 300).Select(index => new TreeHash(LeafHash(Entry(index))))];

    /// <summary>Sizes of trees; with an old size up to it, or an index before it.</summary>
    public static readonly Gen<int> Sizes = Gen.Frequency((3, Gen.Int[1, 20]), (1, Gen.Int[1, 300]), (1, Gen.Int[255, 257]));

    public static readonly Gen<(int Index, int Size)> Places =
        Sizes.SelectMany(size => Gen.Int[0, size - 1].Select(index => (index, size)));

    public static readonly Gen<(int Old, int Size)> Growths = Sizes.SelectMany(size => Gen.Int[0, size].Select(old => (old, size)));

    /// <summary>Asked for often: the laws are tried on thousands of cases.</summary>
    private static readonly ConcurrentDictionary<(int Begin, int End), TreeHash> Roots = new();

    /// <summary>MTH(D[begin:end]) of section 2.1.</summary>
    public static TreeHash Root(int begin, int end) => Roots.GetOrAdd((begin, end), static leaves =>
    {
        var (begin, end) = leaves;
        if (begin == end)
            return new(SHA256.HashData([]));
        if (end - begin == 1)
            return Leaves[begin];

        var middle = begin + Split(end - begin);
        return new(SHA256.HashData([1, .. Root(begin, middle).ToArray(), .. Root(middle, end).ToArray()]));
    });

    /// <summary>PATH(m, D[begin:end]) of section 2.1.1.</summary>
    public static IEnumerable<TreeHash> Path(int index, int begin, int end)
    {
        var middle = begin + Split(end - begin);
        return end - begin == 1 ? []
            : index < middle ? Path(index, begin, middle).Append(Root(middle, end))
            : Path(index, middle, end).Append(Root(begin, middle));
    }

    /// <summary>SUBPROOF(m, D[begin:end], b) of section 2.1.2.</summary>
    public static IEnumerable<TreeHash> Subproof(int old, int begin, int end, bool isKnown)
    {
        var middle = begin + Split(end - begin);
        return old == end ? isKnown ? [] : [Root(begin, end)]
            : old <= middle ? Subproof(old, begin, middle, isKnown).Append(Root(middle, end))
            : Subproof(old, middle, end, false).Append(Root(begin, middle));
    }

    public static byte[] LeafHash(byte[] entry) => SHA256.HashData([0, .. entry]);

    private static byte[] Entry(int index)
    {
        var entry = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(entry, index);
        return entry;
    }

    /// <summary>The largest power of two smaller than n.</summary>
    private static int Split(int n)
    {
        var power = 1;
        while (2 * power < n)
            power *= 2;
        return power;
    }
}
