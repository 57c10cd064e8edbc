using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Server.Store.ReadModels.Cells;

/// <summary>A party on an issue that was touched, and the first day on which its stance may be another than before.</summary>
/// <param name="IsPlain">Whether all that was touched is of one day and acts on nothing.</param>
internal sealed record CellChange(string Party, string Issue, LocalDate From, bool IsPlain)
{
    /// <summary>Everything about the cell, from the beginning.</summary>
    public static CellChange Whole(string party, string issue) => new(party, issue, LocalDate.MinIsoValue, false);

    /// <summary>What an event does to its cell; null where it is about no statement.</summary>
    /// <param name="before">What was known before the event.</param>
    /// <param name="after">What is known with it.</param>
    public static CellChange? Of(string stream, LedgerEvent fact, Ledger before, Ledger after) => fact switch
    {
        StatementRecorded e => Of(StreamKey.IdOf(stream), [e.Body], after),
        StatementAmendment e => Of(StreamKey.IdOf(stream), [before.Statements[e.Statement].Body, after.Statements[e.Statement].Body], after),
        _ => null,
    };

    public static IReadOnlyList<CellChange> Merged(IEnumerable<CellChange> changes) =>
    [
        .. changes.GroupBy(change => (change.Party, change.Issue)).Select(cell =>
            new CellChange(cell.Key.Party, cell.Key.Issue, cell.Min(change => change.From), cell.All(change => change.IsPlain))),
    ];

    // A denied utterance counts on no date any more, so an act reaches back to its target's first day.
    private static CellChange Of(string party, StatementBody[] bodies, Ledger known)
    {
        var targets = bodies.Select(body => body.RefersTo).OfType<Guid>().Select(id => known.Statements[id].Body);
        var days = bodies.Concat(targets).Select(body => body.SaidOn.Earliest);
        return new(party, bodies[0].Issue, days.Min(), bodies.All(IsPlainOf));
    }

    internal static bool IsPlainOf(StatementBody body) => !body.SaidOn.IsUncertain && !(body.Kind.IsAct && body.RefersTo is not null);
}
