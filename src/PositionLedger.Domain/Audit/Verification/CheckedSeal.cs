using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace PositionLedger.Domain.Audit.Verification;

/// <summary>A line of <c>/audit/seals</c> with all that can be said of it alone: the costly part of its check, for any thread.</summary>
/// <param name="Seal">Null where the line holds none.</param>
public sealed record CheckedSeal(Seal? Seal, Finding? Finding)
{
    public static CheckedSeal Read(ReadOnlySpan<byte> line, TrustedKeys keys)
    {
        if (CanonicalJson.TryParse(line) is not { ValueKind: JsonValueKind.Object } json
            || json.TextOf("seal") is not { } sealText || SignedNote.TryParse(sealText) is not { } sealNote
            || Seal.TryParse(sealNote.Text) is not { } seal)
        {
            return new(null, Finding.Failed("A line of the seals holds no seal."));
        }

        return new(seal, Contradiction(json, seal) is { } what ? Wrong(seal, what) : Signed(json, seal, sealNote, keys));
    }

    internal static Finding? Signature(SignedNote note, string origin, string what, TrustedKeys keys) => keys.On(note, origin) switch
    {
        Verdict.Failed => Finding.Failed($"{what} is not signed by a key of the ledger."),
        Verdict.Unchecked => Finding.Unchecked($"{what} is signed only by a key that is older than the one you hold."),
        _ => null,
    };

    private static string? Contradiction(JsonElement json, Seal seal) =>
        json.WholeNumberOf("size") != seal.Size ? "is listed with another size"
        : json.TextOf("root") != seal.Root.ToString() ? "is listed with another root"
        : MomentOf(json) != seal.SealedAt ? "is listed with another time"
        : null;

    private static Instant? MomentOf(JsonElement json) =>
        json.TextOf("sealedAt") is { } text && InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out var moment) ? moment : null;

    private static Finding? Signed(JsonElement json, Seal seal, SignedNote sealNote, TrustedKeys keys)
    {
        if (keys.EpochOf(seal.Origin) is null)
            return Wrong(seal, $"is of '{seal.Origin}', which is another ledger than '{keys.Origin}'");
        if (json.TextOf("note") is not { } text || SignedNote.TryParse(text) is not { } note
            || Checkpoint.TryParse(note.Text) != seal.Checkpoint)
        {
            return Wrong(seal, "comes with a checkpoint that says something else");
        }

        return Signature(sealNote, seal.Origin, Words.Of(seal), keys)
            ?? Signature(note, seal.Origin, $"The checkpoint of {Words.Lower(Words.Of(seal))}", keys);
    }

    private static Finding Wrong(Seal seal, string what) => Finding.Failed($"{Words.Of(seal)} {what}.");
}
