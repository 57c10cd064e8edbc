using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Stances;

/// <summary>Two points of view, of which what changed between them is asked.</summary>
/// <param name="Question">The later day, and by which policy.</param>
/// <param name="Known">The later knowledge.</param>
/// <param name="Since">The earlier knowledge; null where it is the same.</param>
internal sealed record ComparedViews(StanceQuestion Question, LocalDate SinceOn, Knowledge Known, Knowledge? Since, string Negotiation)
{
    /// <summary>Of how many positions revisions are told: all that was recorded about each is gone through.</summary>
    public const int MaxRevised = 2_000;

    public async Task<(StanceChanges? Answer, Refusal? Refusal, IResult? TooMany)> ReadAsync(Snapshot snapshot)
    {
        if (await Unknown.NegotiationAsync(snapshot, Negotiation, Known) is { } unknown)
            return (null, unknown, null);

        var moved = await MovedCells.ReadAsync(snapshot, this);
        if (moved.Count > PositionMatrixEndpoint.MaxCells)
        {
            return (null, null, Problems.Invalid("negotiation",
                $"must be given, or the days be nearer: {moved.Count} positions would have to be compared, and {PositionMatrixEndpoint.MaxCells} are."));
        }

        var ledger = await LedgerPosition.ReadAsync(snapshot, Known);
        IReadOnlyList<CellId> revised = Since is { } since ? await RevisedCells.ReadAsync(snapshot, this, since, ledger.Pending) : [];
        if (revised.Count > MaxRevised)
        {
            return (null, null, Problems.Invalid("negotiation", "must be given, or the knowledges be nearer: all that was recorded of "
                + $"{revised.Count} positions would have to be gone through, and {MaxRevised} are."));
        }

        return (new(SinceOn, Question.On, Since?.Size, Question.Policy.Id, await ShiftsAsync(snapshot, moved),
            await RevisionsAsync(snapshot, revised), ledger, await IsLastingAsync(snapshot, ledger) ? LinkTo(ledger) : null), null, null);
    }

    // A shift doesn't ask what else is possible, which takes long where much is uncertain.
    private async Task<IReadOnlyList<CellShift>> ShiftsAsync(Snapshot snapshot, IReadOnlyList<CellId> cells)
    {
        var timelines = await Timelines.ReadAsync(snapshot, cells, Question.Policy, Known, StanceTimeline.PlacedOnLatestDays);
        return
        [
            .. cells.Select(cell => (cell, shift: Shifts.Between(timelines[cell], SinceOn, Question.On)))
                .Where(x => x.shift is not null).Select(x => CellShift.Of(x.cell, x.shift!)),
        ];
    }

    private async Task<IReadOnlyList<CellRevision>> RevisionsAsync(Snapshot snapshot, IReadOnlyList<CellId> cells)
    {
        var revisions = new List<CellRevision>();
        foreach (var cell in cells)
        {
            revisions.AddRange((await CellChanges.RevisionsAsync(snapshot, cell, Question.Policy, Known, Since!.Value))
                .Select(revision => new CellRevision(cell.Party, cell.Issue, revision)));
        }

        return revisions;
    }

    private async Task<bool> IsLastingAsync(Snapshot snapshot, LedgerPosition ledger) =>
        ledger.HoldsAll && !(Since is { } since && (await LedgerPosition.ReadAsync(snapshot, since)).IsLost);

    private string LinkTo(LedgerPosition ledger) => Permalink.To(
        "/api/v1/changes", ("sinceOn", SinceOn), ("on", Question.On), ("sinceLedgerSize", Since?.Size), ("ledgerSize", ledger.Size),
        ("policy", Question.Policy.Id), ("negotiation", Negotiation));
}
