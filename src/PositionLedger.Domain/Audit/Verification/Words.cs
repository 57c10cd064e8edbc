using System.Globalization;
using NodaTime;

namespace PositionLedger.Domain.Audit.Verification;

/// <summary>How the report speaks of things.</summary>
internal static class Words
{
    public static string Of(Seal seal) => OfSeal(seal.Size, seal.SealedAt);

    public static string OfSeal(long size, Instant sealedAt) => $"The seal of {Events(size)} at {Microseconds.Format(sealedAt)}";

    public static string Of(RecoveryDeclaration declared) => $"The recovery of {Leaves(declared.Held, declared.Last.Size - 1)}";

    public static string Events(long count) => count == 1 ? "1 event" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} events");

    public static string Leaves(long first, long last) => first == last ? $"leaf {first}" : $"leaves {first} to {last}";

    public static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
