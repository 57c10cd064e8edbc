using System.Globalization;
using System.Text;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Server.Audit.Mirroring;

/// <summary>A copy of the log's entries and seals in files outside the database, such as anybody can make of what is published.</summary>
/// <remarks>
/// Bundles of entries lie where C2SP tlog-tiles has them, below <c>tile/entries</c>; one that isn't full may lie in place of the full one.
/// The seals are the lines of <c>/audit/seals</c>, in <c>seals.ndjson</c>.
/// </remarks>
public sealed class TileMirror(string folder)
{
    private const int MostOfALine = 256 * 1024;

    public string Folder => folder;

    public string SealsPath { get; } = Path.Combine(folder, "seals.ndjson");

    /// <summary>Where the entries of a bundle are.</summary>
    public string PathOf(long bundle) =>
        Path.Combine([folder, "tile", "entries", .. new TileAddress(TileAddress.Entries, bundle).Path.Split('/')]);

    /// <summary>The entries of a bundle as far as they are there; what is cut off is left out.</summary>
    public IReadOnlyList<byte[]> EntriesOf(long bundle)
    {
        var full = PathOf(bundle);
        var parts = Directory.Exists(full + ".p")
            ? Directory.EnumerateFiles(full + ".p").Where(part => int.TryParse(Path.GetFileName(part), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            : [];
        return parts.Prepend(full).Where(File.Exists).Select(file => EntryBundle.ReadWhole(File.ReadAllBytes(file)))
            .MaxBy(entries => entries.Count) ?? [];
    }

    /// <summary>The entries from a place on, up to the first one that isn't there.</summary>
    public IEnumerable<byte[]> EntriesFrom(long first)
    {
        for (var bundle = first / TileAddress.FullWidth; ; bundle++)
        {
            var entries = EntriesOf(bundle);
            foreach (var entry in entries.Skip((int)Math.Max(0, first - (bundle * TileAddress.FullWidth))))
                yield return entry;
            if (entries.Count < TileAddress.FullWidth)
                yield break;
        }
    }

    /// <summary>Whether the last one of so many entries is there.</summary>
    public bool Reaches(long size) => size == 0 || EntriesOf((size - 1) / TileAddress.FullWidth).Count > (size - 1) % TileAddress.FullWidth;

    /// <summary>The seals, in their order; lines that hold none are passed over.</summary>
    public IEnumerable<MirroredSeal> Seals() => File.Exists(SealsPath)
        ? File.ReadLines(SealsPath).Select(MirroredSeal.TryParse).OfType<MirroredSeal>()
        : [];

    /// <summary>The last seal, and how long the file of the seals is up to its end; a line that was cut off doesn't count.</summary>
    /// <returns>Null in place of the seal where there is none.</returns>
    public (MirroredSeal? Seal, long Length) LastSeal()
    {
        if (!File.Exists(SealsPath))
            return (null, 0);

        using var file = new FileStream(SealsPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Max(0, file.Length - MostOfALine);
        var first = file.Position;
        var tail = new byte[file.Length - first];
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf((byte)'\n') + 1;
        var begin = end == 0 ? 0 : tail.AsSpan(0, end - 1).LastIndexOf((byte)'\n') + 1;
        return (MirroredSeal.TryParse(Encoding.UTF8.GetString(tail, begin, end - begin)), first + end);
    }
}
