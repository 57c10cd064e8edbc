namespace PositionLedger.Domain.Audit.Verification;

/// <summary>What a tile must hold by the leaves of the rows.</summary>
public sealed record ExpectedTile(TileAddress Address, byte[] Content)
{
    /// <summary>Where it is published, below <c>/audit/tile</c>.</summary>
    public string Path => $"{(IsBundle ? "entries" : FormattableString.Invariant($"{Address.Level}"))}/{Address.Path}";

    private bool IsBundle => Address.Level == TileAddress.Entries;

    /// <param name="published">Null where there is no such tile.</param>
    internal Finding? Compare(byte[]? published)
    {
        if (published is null)
            return Finding.Failed($"The tile {Path} is not published.");
        if (published.AsSpan().SequenceEqual(Content))
            return null;

        if (Address.Level > 0 || FirstDifference(published) is not { } at)
            return Finding.Failed($"The tile {Path} is not what the rows come to.");

        var leaf = Address.Index * TileAddress.FullWidth + at;
        return Finding.Failed($"The tile {Path} holds another one than the rows.", new(null, null, null, leaf));
    }

    private int? FirstDifference(byte[] published)
    {
        var (expected, found) = (Parts(Content), Parts(published));
        for (var i = 0; i < expected.Count; i++)
        {
            if (i >= found.Count || !expected[i].AsSpan().SequenceEqual(found[i]))
                return i;
        }

        return null;
    }

    private IReadOnlyList<byte[]> Parts(byte[] tile) => IsBundle ? EntryBundle.TryRead(tile) ?? [] : [.. tile.Chunk(TreeHash.Length)];
}
