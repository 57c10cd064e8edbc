using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Server.Store.ReadModels;

/// <summary>A look-alike in eight bytes, for an index. Two may share a digest; whether they are alike the domain says.</summary>
internal static class LookAlikeDigest
{
    public static long Of(LookAlike it)
    {
        var text = $"{it.Party}\n{it.Issue}\n{it.Earliest:uuuu-MM-dd}\n{it.Latest:uuuu-MM-dd}\n{it.Words}";
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
