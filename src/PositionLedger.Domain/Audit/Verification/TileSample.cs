using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Which tiles of a tree are compared: all of a small one; of a large one the right edge, all nodes above the leaves, and
/// some of the leaves.</summary>
/// <remarks>Which ones depends on the root: whoever asks again gets the same, and nobody knows them before the tree is sealed.</remarks>
public sealed record TileSample(long Size, TreeHash Root)
{
    private const long LargestWhole = 50_000;
    private const int Aim = 64;

    public bool IsWhole => Size < LargestWhole;

    public bool Includes(TileAddress tile) =>
        IsWhole || tile.IsPartial || tile.Level > 0 || Draw(tile) % (ulong)(Size / TileAddress.FullWidth) < Aim;

    private ulong Draw(TileAddress tile)
    {
        Span<byte> drawn = stackalloc byte[TreeHash.Length + sizeof(int) + sizeof(long)];
        Root.CopyTo(drawn);
        BinaryPrimitives.WriteInt32BigEndian(drawn[TreeHash.Length..], tile.Level);
        BinaryPrimitives.WriteInt64BigEndian(drawn[(TreeHash.Length + sizeof(int))..], tile.Index);
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(drawn));
    }
}
