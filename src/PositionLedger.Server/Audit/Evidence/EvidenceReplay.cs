using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Http;
using PositionLedger.Server.Stances;

namespace PositionLedger.Server.Audit.Evidence;

/// <summary>An event of a replay, and the stance as it was known from then on.</summary>
internal sealed record EvidenceStep(long Leaf, Guid Event, string Stream, long Version, string Type, StanceCell Stance);

/// <summary>Derives the stance after each event, in the order of the log.</summary>
internal static class EvidenceReplay
{
    /// <summary>One JSON object to a line.</summary>
    public static byte[] Of(CellId cell, StanceQuestion question, IEnumerable<SealedEvent> events)
    {
        var replay = new PartyReplay(cell.Party, question.On, question.Policy);
        using var lines = new MemoryStream();
        foreach (var (leaf, recorded, fact) in events.Select(e => (e.Leaf, e.Event, e.Fact)))
        {
            replay.Fold(recorded.Stream, recorded.Version, fact);
            var stance = StanceRule.Derive(replay.DossierOf(cell.Issue), question.On, question.Policy);
            lines.Write(Answers.Bytes(new EvidenceStep(
                leaf, recorded.Id, recorded.Stream, recorded.Version, recorded.Type, StanceCell.Of(cell, stance))));
            lines.Write("\n"u8);
        }

        return lines.ToArray();
    }
}
