using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>A statement with the step of the rule that decided about it, and why, in a sentence.</summary>
public sealed record Considered
{
    internal Considered(Statement statement, RuleStep step, StatementBody? other = null) =>
        (Statement, Party, Step, Body, Other) = (statement.Id, statement.Party, step, statement.Body, other);

    public Guid Statement { get; }

    /// <summary>Whose statement it is: the party's own, or that of a bloc which speaks for it.</summary>
    public string Party { get; }

    public RuleStep Step { get; }

    /// <summary>The step in neutral words. Made when it is read: most answers are asked for without their explanation.</summary>
    public string Why => Wording.Of(this);

    internal StatementBody Body { get; }

    /// <summary>What decided about it: the act, the voice that took over, or the one that governs.</summary>
    internal StatementBody? Other { get; }

    /// <summary>Whether a bloc said it, and not the party asked about.</summary>
    internal bool IsOfBloc { get; init; }

    internal SignalReason? Because { get; init; }

    /// <summary>Whether an equal voice took another side the same day.</summary>
    internal bool IsContradicted { get; init; }
}

/// <summary>The steps of the rule, as they decide about one statement.</summary>
public enum RuleStep
{
    Governs,
    Reaffirms,
    Diverges,
    Contested,
    Lapsed,
    ReplacedLater,

    /// <summary>A higher voice spoke the same day.</summary>
    OutrankedOnItsDay,

    /// <summary>An equal voice spoke otherwise later the same day.</summary>
    OvertakenOnItsDay,

    /// <summary>An equal voice said the same that day and stands for both.</summary>
    RepeatedOnItsDay,
    Removed,
    UtteranceDenied,
    OffScaleGivesWay,
    Indicated,
    CarriesNoStance,
    SaidLater,
    MayBeLater,
    Retracted,
}
