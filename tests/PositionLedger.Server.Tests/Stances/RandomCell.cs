using CsCheck;
using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using PositionLedger.Domain.Tests.Stances;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Tests.Stances;

/// <summary>Something that is done to a random cell: a statement, or an amendment of one that is there.</summary>
internal sealed record CellAct(int Kind, Draft Draft, int Place)
{
    public static readonly Gen<CellAct> Any = Gen.Select(Gen.Int[0, 19], Histories.Drafts, Gen.Int[0, 11], (kind, draft, place) => new CellAct(kind, draft, place));
}

/// <summary>A party of its own on the one issue, with what stands recorded of it.</summary>
internal sealed class RandomCell(string party, IReadOnlyDictionary<string, Reliability> grades)
{
    private readonly SortedDictionary<long, Statement> _statements = [];

    public string Party => party;

    public StanceTimeline Timeline => StanceTimeline.Of(new(_statements.Values, grades), Policy.AuthorityFirst);

    /// <summary>What the act comes to now; a rule may refuse it.</summary>
    public Command Command(CellAct act)
    {
        var statements = _statements.Values.ToArray();
        if (act.Kind < 12 || statements.Length == 0)
        {
            var target = act.Draft.Body.Kind.IsAct && act.Draft.Target < statements.Length ? statements[act.Draft.Target].Id : (Guid?)null;
            // No two say the same words: a look-alike of a retracted one would be refused.
            var quote = act.Draft.Body.Quote with { Text = $"Words {Guid.NewGuid():N}" };
            return new RecordStatement(party, Guid.CreateVersion7(), null, act.Draft.Body with { RefersTo = target, Quote = quote });
        }

        var id = statements[act.Place % statements.Length].Id;
        var body = act.Draft.Body;
        return act.Kind switch
        {
            12 or 13 => new RetractStatement(party, id, null, "wrong"),
            14 => new ReinstateStatement(party, id, null, "right"),
            15 => new CorrectStatement(party, id, null, new() { SaidOn = body.SaidOn, EffectiveUntil = (LocalDate?)null }, "the day"),
            16 => new CorrectStatement(party, id, null, new() { Speaker = body.Speaker }, "the speaker"),
            17 => new AddReport(party, id, null, Say.Report("B", 2, "another")),
            18 => new AssessReport(party, id, null, 1, 1 + (act.Place % 6), "seen"),
            _ => new RetractReport(party, id, null, 1, "another statement"),
        };
    }

    public void Take(Command command, WriteOutcome outcome)
    {
        if (outcome is not WriteOutcome.Recorded recorded)
            return;

        var id = command is RecordStatement record ? record.Id : ((AmendStatement)command).Id;
        var statement = recorded.After.Statements[id];
        _statements[statement.Order] = statement;
    }
}
