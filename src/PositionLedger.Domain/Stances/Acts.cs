using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>Rule 5: what the party's own acts did to its earlier statements.</summary>
internal sealed class Acts
{
    private readonly Dictionary<Guid, Effect> _effects = [];

    /// <param name="record">The statements in order of recording; acts by and on retracted ones don't count.</param>
    public static Acts Of(IReadOnlyList<Statement> record, Lane lane)
    {
        var acts = new Acts();
        Dictionary<Guid, Statement>? targets = null;
        foreach (var act in record)
        {
            if (act.Retracted || !act.Body.Kind.IsAct || act.Body.RefersTo is not { } id || !lane.IsDeclared(act.Body))
                continue;

            targets ??= record.Where(statement => !statement.Retracted).ToDictionary(statement => statement.Id);
            if (targets.TryGetValue(id, out var target) && MayAct(act, target))
                acts.Add(act, target);
        }

        return acts;
    }

    public Effect On(Guid statement) => _effects.GetValueOrDefault(statement);

    // Whether the target is declared doesn't matter, and neither does what becomes of the act itself.
    private static bool MayAct(Statement act, Statement target) =>
        act.Party == target.Party
        && act.Body.SaidOn.Latest >= target.Body.SaidOn.Earliest
        && act.Body.Speaker.Authority >= target.Body.Speaker.Authority;

    private void Add(Statement act, Statement target)
    {
        var effect = On(target.Id);
        if (act.Body.Denies == Denies.Utterance)
            _effects[target.Id] = effect with { DeniedBy = Earlier(effect.DeniedBy, act), IsDeniedInVain = IsEvidenced(target.Body) };
        else
            _effects[target.Id] = effect with { RemovedBy = Earlier(effect.RemovedBy, act) };
    }

    private static Statement Earlier(Statement? known, Statement act) =>
        known is null || act.Body.SaidOn.Latest < known.Body.SaidOn.Latest ? act : known;

    /// <summary>Whether the record withstands a denial of the utterance: verbatim, and confirmed by independent sources.</summary>
    public static bool IsEvidenced(StatementBody body) =>
        body.Quote.Rendering == Rendering.Verbatim && body.StandingReports.Any(report => report.Credibility == 1);
}

/// <summary>What became of a statement by the party's own acts.</summary>
/// <param name="RemovedBy">The first act that takes it out, from the act's day on.</param>
/// <param name="DeniedBy">The first act by which the party says that it never said so; it counts on every date.</param>
/// <param name="IsDeniedInVain">Whether the record withstands that denial: verbatim, and confirmed by independent sources.</param>
internal readonly record struct Effect(Statement? RemovedBy, Statement? DeniedBy, bool IsDeniedInVain)
{
    public LocalDate? RemovedOn => RemovedBy?.Body.SaidOn.Latest;

    public bool IsDenied => DeniedBy is not null && !IsDeniedInVain;
}
