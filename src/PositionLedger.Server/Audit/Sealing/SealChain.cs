using NodaTime;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Audit.Mirroring;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>The seals of a mirror that lead from the database's newest one to a checkpoint, each of which names the one before.</summary>
internal static class SealChain
{
    /// <param name="after">The time of the database's newest seal; null where it has none.</param>
    /// <returns>The earliest first.</returns>
    /// <exception cref="CannotSealException">One is missing, or isn't this log's.</exception>
    public static IReadOnlyList<MirroredSeal> Read(TileMirror mirror, LedgerKeys keys, Instant? after, Checkpoint to)
    {
        var known = new Dictionary<Instant, MirroredSeal>();
        foreach (var later in mirror.Seals().Where(line => !(line.Seal.SealedAt <= after)))
            known[later.Seal.SealedAt] = later;
        var chain = new List<MirroredSeal>();
        // The last one of that checkpoint: several seals may say that nothing was sealed in between.
        for (var seal = known.Values.Where(seal => seal.Seal.Checkpoint == to).MaxBy(seal => seal.Seal.SealedAt); ; )
        {
            if (seal is null)
                throw new CannotSealException(MissingBefore(chain, to));
            if (seal.Fault(keys.Known) is { } fault)
                throw new CannotSealException($"In the mirror's seals something is wrong: {fault}");
            chain.Add(seal);
            if (seal.Seal.Previous == after)
                break;
            seal = seal.Seal.Previous is { } previous ? known.GetValueOrDefault(previous) : null;
        }

        chain.Reverse();
        return chain;
    }

    private static string MissingBefore(List<MirroredSeal> chain, Checkpoint to) => chain.Count == 0
        ? $"The mirror has no seal of the checkpoint of {to.Size} events that was signed last: seals.ndjson is missing, or ends too early."
        : $"The mirror's seals don't lead back to the database's: the one before the seal at {Microseconds.Format(chain[^1].Seal.SealedAt)} is missing.";
}
