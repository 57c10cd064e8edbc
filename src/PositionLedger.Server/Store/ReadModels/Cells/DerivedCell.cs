using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Server.Store.ReadModels.Cells;

/// <summary>A cell derived anew: what replaces its rows from a day on.</summary>
internal sealed record DerivedCell
{
    /// <summary>On how many days the answer may change at most where a date is uncertain: what is possible is derived on each of them,
    /// while the writer waits.</summary>
    public const int MaxDaysOfUncertainty = 200;

    public required string Party { get; init; }
    public required string Issue { get; init; }
    public required CellSources Sources { get; init; }
    public required bool IsKept { get; init; }
    public required bool IsPlain { get; init; }

    /// <summary>Whether the cell's own row is another than before.</summary>
    public required bool IsNew { get; init; }

    /// <summary>The day from which rows are replaced.</summary>
    public required LocalDate From { get; init; }

    /// <summary>Whether there may be such rows.</summary>
    public required bool HasTail { get; init; }

    public IReadOnlyList<StancePeriod> Periods { get; init; } = [];

    public IReadOnlyList<ShownVoice> Voices { get; init; } = [];

    /// <summary>Where the cell was resumed: the last day of the lower voices from before, null while nobody takes over. They are
    /// not among <see cref="Voices"/>.</summary>
    public required bool IsResumed { get; init; }

    public LocalDate? EarlierVoicesUntil { get; init; }

    /// <summary>The places in order of recording of all statements that were looked at.</summary>
    public required IReadOnlyDictionary<Guid, long> Ordinals { get; init; }

    public static DerivedCell Of(TouchedCell cell)
    {
        var isPlain = cell.Resumes ? cell.Change.IsPlain : cell.Statements.TrueForAll(s => CellChange.IsPlainOf(s.Body));
        var isKept = isPlain || IsKeptThough(cell);
        var sources = (cell.Resumes ? cell.Sources : CellSources.None).With(cell.Versions);
        var derived = new DerivedCell
        {
            Party = cell.Change.Party,
            Issue = cell.Change.Issue,
            Sources = sources,
            IsKept = isKept,
            IsPlain = isPlain,
            IsNew = !(cell.Resumes && ReferenceEquals(sources, cell.Sources)),
            From = cell.IsFresh && isKept ? cell.Change.From : SaidOn.OpenStart,
            HasTail = cell.IsFresh && isKept ? cell.HasTail : cell.Sources.Ids.Count > 0,
            IsResumed = cell.Resumes,
            Ordinals = cell.Statements.ToDictionary(s => s.Id, s => s.Order),
        };
        return isKept ? derived.With(StanceTimeline.Of(cell.Dossier, Policy.AuthorityFirst), cell.Before) : derived;
    }

    private static bool IsKeptThough(TouchedCell cell) =>
        !cell.Statements.Exists(s => s.Body.SaidOn.IsUncertain && !s.Retracted)
        || (cell.Statements.Count <= MaxDaysOfUncertainty
            && StanceBoundaries.Of(cell.Dossier, Policy.AuthorityFirst).Count <= MaxDaysOfUncertainty);

    private DerivedCell With(StanceTimeline timeline, StancePeriod? before)
    {
        var periods = timeline.Periods.Where(period => period.From >= From).ToArray();
        if (!IsResumed)
            return this with { Periods = periods, Voices = [.. timeline.Voices.Where(voice => voice.Until is not { } last || last.PlusDays(1) >= From)] };

        var takesOver = Array.Find(periods, period => period.SaidDay >= From);
        return this with
        {
            Periods = Continued(periods, before),
            Voices = [.. timeline.Voices.Where(voice => voice.From >= From)],
            EarlierVoicesUntil = takesOver?.From.PlusDays(-1),
        };
    }

    // Since when a stance holds may lie before all that was looked at.
    private static StancePeriod[] Continued(StancePeriod[] periods, StancePeriod? before)
    {
        for (var i = 0; i < periods.Length; before = periods[i++])
        {
            if (before is not null && before.Stance == periods[i].Stance)
                periods[i] = periods[i] with { Since = before.Since };
        }

        return periods;
    }
}
