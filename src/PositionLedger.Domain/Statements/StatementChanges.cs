using NodaTime;

namespace PositionLedger.Domain.Statements;

/// <summary>What a correction overwrites; everything but the party, the issue, the key and what the statement refers to.</summary>
public sealed record StatementChanges
{
    public Optional<Speaker> Speaker { get; init; }
    public Optional<StatementKind> Kind { get; init; }
    public Optional<Stance?> Stance { get; init; }
    public Optional<Firmness?> Firmness { get; init; }

    /// <summary>The whole list: a recorded condition that isn't in it is dropped.</summary>
    public Optional<ValueList<CorrectedCondition>> Conditions { get; init; }

    public Optional<SaidOn> SaidOn { get; init; }
    public Optional<LocalDate?> EffectiveUntil { get; init; }
    public Optional<Denies?> Denies { get; init; }
    public Optional<Quote> Quote { get; init; }
    public Optional<Attribution> Attribution { get; init; }

    /// <summary>The statement's first report.</summary>
    public Optional<Report> Report { get; init; }

    /// <summary>The statement with the given fields overwritten.</summary>
    public StatementBody ApplyTo(StatementBody body) => body with
    {
        Speaker = Speaker.Or(body.Speaker),
        Kind = Kind.Or(body.Kind),
        Stance = Stance.Or(body.Stance),
        Firmness = Firmness.Or(body.Firmness),
        Conditions = Conditions.IsGiven ? CorrectedConditions.Over(body.Conditions, Conditions.Or([])) : body.Conditions,
        SaidOn = SaidOn.Or(body.SaidOn),
        EffectiveUntil = EffectiveUntil.Or(body.EffectiveUntil),
        Denies = Denies.Or(body.Denies),
        Quote = Quote.Or(body.Quote),
        Attribution = Attribution.Or(body.Attribution),
        Reports = Report.IsGiven
            ? body.Reports.SetItem(0, Report.Or(body.Reports[0]) with { Retracted = body.Reports[0].Retracted })
            : body.Reports,
    };
}
