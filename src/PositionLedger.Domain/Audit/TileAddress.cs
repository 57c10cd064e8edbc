using System.Globalization;

namespace PositionLedger.Domain.Audit;

/// <summary>Which tile of hashes, or which bundle of entries, is asked for (c2sp.org/tlog-tiles).</summary>
/// <param name="Level">Of hashes from 0 (those of the leaves) to 63, or <see cref="Entries"/>.</param>
/// <param name="Index">Its place among the tiles of its level.</param>
/// <param name="Width">How many hashes or entries it holds: <see cref="FullWidth"/>, or fewer at the right edge of a tree.</param>
public sealed record TileAddress(int Level, long Index, int Width = TileAddress.FullWidth)
{
    /// <summary>The level of bundles of entries.</summary>
    public const int Entries = -1;

    public const int FullWidth = 256;

    /// <summary>Every level of tiles spans so many levels of the tree.</summary>
    public const int Height = 8;

    private const int HighestLevel = 63;
    private const string NameOfEntries = "entries";
    private const string PartialMark = ".p/";

    /// <summary>No tree has tiles beyond.</summary>
    private const long LastIndex = long.MaxValue >> Height;

    public bool IsPartial => Width < FullWidth;

    /// <summary>What follows the level, such as <c>x001/x234/067.p/8</c>.</summary>
    public string Path => IsPartial ? string.Create(CultureInfo.InvariantCulture, $"{PathOf(Index)}{PartialMark}{Width}") : PathOf(Index);

    /// <summary>Whether a tree of this size has so many hashes or entries there.</summary>
    public bool IsWithin(long size)
    {
        var bits = Height * Math.Max(Level, 0);
        var nodes = bits < 63 ? size >> bits : 0;
        return nodes - Index * FullWidth >= Width;
    }

    /// <returns>The address, or null for every other spelling than its own.</returns>
    public static TileAddress? Parse(string? level, string path)
    {
        var mark = path.IndexOf(PartialMark, StringComparison.Ordinal);
        if (LevelOf(level) is not { } number || IndexOf(mark < 0 ? path : path[..mark]) is not { } index)
            return null;
        if (mark < 0)
            return new(number, index);

        return Number(path[(mark + PartialMark.Length)..], FullWidth - 1) is > 0 and var width ? new(number, index, (int)width) : null;
    }

    private static int? LevelOf(string? text) => text == NameOfEntries ? Entries : (int?)Number(text, HighestLevel);

    private static long? IndexOf(string path) =>
        long.TryParse(path.Replace("x", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal),
            NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index <= LastIndex && PathOf(index) == path ? index : null;

    private static string PathOf(long index)
    {
        var path = (index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = index / 1000; rest > 0; rest /= 1000)
            path = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:000}/{path}");
        return path;
    }

    /// <summary>A decimal number without leading zeros.</summary>
    private static long? Number(string? text, long largest) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest
        && number.ToString(CultureInfo.InvariantCulture) == text ? number : null;
}
