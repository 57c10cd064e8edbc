using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>A stretch of days on which a stance is the same in everything but who speaks beside it.</summary>
public sealed record StancePeriod
{
    /// <summary>The first day of it (UTC, the world's clock).</summary>
    public required LocalDate From { get; init; }

    /// <summary>The last day, inclusive; null while it has no end.</summary>
    public LocalDate? Until { get; init; }

    public required Outcome Stance { get; init; }

    /// <summary>Every outcome that some possible days of the statements lead to, the stance among them.</summary>
    public required ValueList<Outcome> Possible { get; init; }

    public Certainty Certainty => Answer.Certainty;

    /// <summary>Null when it was not put with any, and under contested, undeclared and lapsed.</summary>
    public Firmness? Firmness { get; init; }

    public ValueList<StandingCondition> Conditions { get; init; } = [];

    /// <summary>The first day of the unbroken stance, in this period or an earlier one; null when undeclared.</summary>
    public LocalDate? Since { get; init; }

    public Confidence? Confidence { get; init; }
    public Basis? Basis { get; init; }

    /// <summary>The statement that decides; null when contested or undeclared.</summary>
    public Guid? GovernedBy { get; init; }

    /// <summary>What the party did by the statement that decides; null when none does.</summary>
    public StatementKind? GoverningKind { get; init; }

    /// <summary>The day on which what governs counts, which a stance grows stale from; null when undeclared.</summary>
    public LocalDate? SaidDay { get; init; }

    /// <summary>The equal voices that contradict each other.</summary>
    public ValueList<Guid> Contested { get; init; } = [];

    public ValueList<StanceFlag> Flags { get; init; } = [];

    /// <summary>Whether a day lies in it.</summary>
    public bool Covers(LocalDate on) => From <= on && !(Until < on);

    /// <summary>The answer on any of its days, without who speaks beside it and whether it is stale.</summary>
    internal StanceAnswer Answer => new()
    {
        Stance = Stance,
        Possible = Possible,
        Firmness = Firmness,
        Conditions = Conditions,
        Since = Since,
        Confidence = Confidence,
        Basis = Basis,
        GovernedBy = GovernedBy,
        Contested = Contested,
        Flags = Flags,
    };

    /// <summary>The period that begins with an answer; it has no end yet.</summary>
    /// <param name="governing">The statement that decides, or any of those that contradict each other; null when undeclared.</param>
    internal static StancePeriod Of(StanceAnswer answer, LocalDate from, Statement? governing) => new()
    {
        From = from,
        Stance = answer.Stance,
        Possible = answer.Possible,
        Firmness = answer.Firmness,
        Conditions = answer.Conditions,
        Since = answer.Since,
        Confidence = answer.Confidence,
        Basis = answer.Basis,
        GovernedBy = answer.GovernedBy,
        GoverningKind = answer.GovernedBy is null ? null : governing?.Body.Kind,
        SaidDay = governing?.Body.SaidOn.Latest,
        Contested = answer.Contested,
        Flags = answer.Flags,
    };
}
