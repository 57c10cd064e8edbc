namespace PositionLedger.Server.Audit.Evidence;

/// <summary>The checksum of a file in a zip.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB8_8320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(first => Shifted((uint)first))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var next in bytes)
            sum = Table[(byte)(sum ^ next)] ^ (sum >> 8);
        return ~sum;
    }

    private static uint Shifted(uint sum)
    {
        for (var bit = 0; bit < 8; bit++)
            sum = (sum >> 1) ^ ((sum & 1) * Polynomial);
        return sum;
    }
}
