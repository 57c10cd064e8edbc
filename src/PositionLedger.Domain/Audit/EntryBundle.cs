using System.Buffers.Binary;

namespace PositionLedger.Domain.Audit;

/// <summary>The entries of one tile, each after its length in two bytes (c2sp.org/tlog-tiles).</summary>
public static class EntryBundle
{
    private const int LengthPrefix = sizeof(ushort);

    /// <exception cref="ArgumentException">An entry is longer than two bytes can say.</exception>
    public static byte[] Write(IEnumerable<byte[]> entries)
    {
        using var bundle = new MemoryStream();
        Span<byte> length = stackalloc byte[LengthPrefix];
        foreach (var entry in entries)
        {
            if (entry.Length > ushort.MaxValue)
                throw new ArgumentException($"An entry of {entry.Length} bytes fits into no bundle.", nameof(entries));

            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)entry.Length);
            bundle.Write(length);
            bundle.Write(entry);
        }

        return bundle.ToArray();
    }

    /// <returns>The entries, or null if the last one is cut off.</returns>
    public static IReadOnlyList<byte[]>? TryRead(ReadOnlySpan<byte> bundle) =>
        ReadWhole(bundle) is var entries && LengthOf(entries) == bundle.Length ? entries : null;

    /// <summary>The entries up to the first one that is cut off.</summary>
    public static IReadOnlyList<byte[]> ReadWhole(ReadOnlySpan<byte> bundle)
    {
        List<byte[]> entries = [];
        while (BinaryPrimitives.TryReadUInt16BigEndian(bundle, out var length) && bundle.Length >= LengthPrefix + length)
        {
            entries.Add(bundle.Slice(LengthPrefix, length).ToArray());
            bundle = bundle[(LengthPrefix + length)..];
        }

        return entries;
    }

    /// <summary>How many bytes they take in a bundle.</summary>
    public static long LengthOf(IEnumerable<byte[]> entries) => entries.Sum(entry => (long)LengthPrefix + entry.Length);
}
