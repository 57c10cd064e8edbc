namespace PositionLedger.Domain.Tests.Audit;

/// <summary>On which sides the hashes of a proof are, from its start upwards, by the definitions of RFC 6962.</summary>
internal static class ProofShapes
{
    /// <summary>L and R: the sibling is on the left or on the right.</summary>
    public static string OfInclusion(long index, long size)
    {
        var middle = Split(size);
        return size == 1 ? "" : index < middle ? OfInclusion(index, middle) + "R" : OfInclusion(index - middle, size - middle) + "L";
    }

    /// <summary>Starts with <c>=</c> from the old root, with <c>#</c> from a hash of the proof, with <c>0</c> from nothing.</summary>
    public static string OfConsistency(long old, long size) => old == 0 ? size == 0 ? "00" : "0" : OfSubproof(old, size, "=");

    private static string OfSubproof(long old, long size, string start)
    {
        var middle = Split(size);
        return old == size ? start
            : old <= middle ? OfSubproof(old, middle, start) + "R"
            : OfSubproof(old - middle, size - middle, "#") + "L";
    }

    /// <summary>The largest power of two smaller than n.</summary>
    private static long Split(long n)
    {
        var power = 1L;
        while (power < n - power)
            power *= 2;
        return power;
    }
}
