using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>A party's stance on an issue on a date, with everything that led to it.</summary>
public sealed record StanceAnswer
{
    private readonly LateExplanation _explanation = LateExplanation.Empty;

    public required Outcome Stance { get; init; }

    /// <summary>Every outcome that some possible days of the statements lead to, the stance among them; each once, as <see cref="Outcome"/> orders them.</summary>
    /// <remarks>Exact for up to six uncertain statements; of more, some of these may be led to by no days, but none is missing.</remarks>
    public ValueList<Outcome> Possible { get; init; } = [];

    public Certainty Certainty => Possible.Count > 1 ? Certainty.Uncertain : Certainty.Certain;

    /// <summary>Null when it was not put with any, and under contested, undeclared and lapsed.</summary>
    public Firmness? Firmness { get; init; }

    public ValueList<StandingCondition> Conditions { get; init; } = [];

    /// <summary>The first day of the present unbroken stance; null when undeclared.</summary>
    public LocalDate? Since { get; init; }

    /// <summary>A badge: what governs was neither said nor reaffirmed within 180 days up to the date asked about.</summary>
    public bool Stale { get; init; }

    public Confidence? Confidence { get; init; }
    public Basis? Basis { get; init; }

    /// <summary>The statement that decides; null when contested or undeclared.</summary>
    public Guid? GovernedBy { get; init; }

    /// <summary>The equal voices that contradict each other.</summary>
    public ValueList<Guid> Contested { get; init; } = [];

    public ValueList<StanceFlag> Flags { get; init; } = [];

    /// <summary>Lower voices that said the same since, in order of their days.</summary>
    public ValueList<Guid> ReaffirmedBy { get; init; } = [];

    /// <summary>Lower voices that said otherwise since, in order of their days.</summary>
    public ValueList<Guid> DivergingVoices { get; init; } = [];

    /// <summary>What was indicated but can't govern, in order of recording.</summary>
    public ValueList<Signal> Signals { get; init; } = [];

    /// <summary>Every statement looked at, in order of recording, with the step of the rule that kept or dropped it.</summary>
    /// <remarks>The party's own; then those of the blocs that speak for it, where they were asked.</remarks>
    public ValueList<Considered> Considered
    {
        get => _explanation.Steps;
        init => _explanation = new(() => value);
    }

    internal LateExplanation Explanation
    {
        init => _explanation = value;
    }
}

/// <summary>Whether the uncertain dates of statements leave more than one outcome possible.</summary>
public enum Certainty
{
    Certain,
    Uncertain,
}

/// <summary>How much the record behind a stance can carry, by table.</summary>
public enum Confidence
{
    Low,
    Moderate,
    High,
}

/// <summary>What the confidence was read from.</summary>
/// <param name="Grade">Reliability of the source and credibility of the best report, "B2"; two axes, never averaged.</param>
/// <param name="Roots">How many independent origins vouch for the governing statement.</param>
public sealed record Basis(Authority Authority, Rendering? Rendering, string Grade, int Roots);

/// <summary>A condition as it stands on the date asked about.</summary>
public sealed record StandingCondition(string Text, ConditionState State);

/// <summary>Something a reader must know before relying on a stance.</summary>
public enum StanceFlag
{
    /// <summary>The party denies having said it, and a verbatim, confirmed record says it did.</summary>
    DeniedButEvidenced,

    /// <summary>The governing statement's date is approximate or doubtful.</summary>
    Approximate,

    /// <summary>The party has none of its own; it is the stance of the blocs that speak for it.</summary>
    ViaBloc,
}

/// <summary>A statement that points to a stance but can't make one.</summary>
/// <param name="Because">What keeps it from governing: an attribution, an authority, or its reports.</param>
public sealed record Signal(Guid Statement, Outcome Stance, SignalReason Because);

/// <summary>What keeps a statement in the indicated lane; the first that holds, in this order.</summary>
public enum SignalReason
{
    Background,
    DeepBackground,
    Leak,
    OtherParty,
    Characterisation,
    AnalystInference,
    Outside,
    Affiliated,
    Official,

    /// <summary>No standing report is credible enough and from a source not known as unreliable.</summary>
    DoubtfulReports,

    /// <summary>The party denied having said it.</summary>
    UtteranceDenied,
}
