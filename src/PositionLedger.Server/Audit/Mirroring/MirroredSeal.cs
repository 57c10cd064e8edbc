using System.Text.Json;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Audit.Mirroring;

/// <summary>A line of a mirror's seals.</summary>
/// <param name="Published">As <c>/audit/seals</c> gives it.</param>
/// <param name="Seal">What is signed in it; by whom, <see cref="Fault"/> tells.</param>
public sealed record MirroredSeal(SealedCheckpoint Published, Seal Seal)
{
    /// <summary>The line, as <c>/audit/seals</c> has it.</summary>
    public static byte[] LineOf(SealedCheckpoint published) => [.. JsonSerializer.SerializeToUtf8Bytes(published, WireJson.Answers), (byte)'\n'];

    /// <returns>Null where the line holds no seal.</returns>
    public static MirroredSeal? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<SealedCheckpoint>(line, WireJson.Answers) is { Seal: not null, Note: not null } published
                && SignedNote.TryParse(published.Seal) is { } note && Seal.TryParse(note.Text) is { } seal
                ? new(published, seal)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with it: another ledger's, contradicts itself, isn't signed by these keys; null where nothing is.</summary>
    public string? Fault(TrustedKeys keys) => CheckedSeal.Read(LineOf(Published), keys).Finding?.What;
}
