using NodaTime;

namespace PositionLedger.Domain.Stances;

/// <summary>The party moved: from one day to another, at one knowledge, its stance or what governs it is another one.</summary>
/// <param name="On">The first day after it (UTC, the world's clock).</param>
/// <param name="Direction">Where on the scale it went; firmness and conditions have none.</param>
/// <param name="Words">The same in neutral words, which a reader sees first.</param>
public sealed record Shift(LocalDate On, ShiftSide Before, ShiftSide After, ShiftKind Kind, ShiftDirection Direction, string Words)
{
    /// <summary>The statement that brought it about, or whose end or condition did; null where nothing or several govern now.</summary>
    public Guid? Statement => After.GovernedBy;
}

/// <summary>Of what kind a shift is: the first that holds, in this order.</summary>
public enum ShiftKind
{
    /// <summary>Nothing had ever been declared before.</summary>
    FirstStated,
    Withdrawn,
    Lapsed,
    Contested,

    /// <summary>A walk-back has come to govern.</summary>
    WalkedBack,

    /// <summary>Nothing stands any more, as after a denial with nothing in its place.</summary>
    Disowned,

    /// <summary>It was somewhere else, and is now ambiguous or declines to say.</summary>
    LeftScale,

    /// <summary>Back on the scale.</summary>
    Restated,

    /// <summary>From one side to the other.</summary>
    Reversed,

    /// <summary>From open to a side.</summary>
    TookSide,

    /// <summary>From a side to open.</summary>
    Opened,
    ConditionAdded,

    /// <summary>Less depends on conditions: one was dropped, met, or has failed.</summary>
    ConditionDropped,

    /// <summary>Further towards, or firmer on, the side that the party took first on this issue.</summary>
    Hardened,

    /// <summary>Away from, or less firm on, the side that the party took first on this issue.</summary>
    Softened,

    /// <summary>The same again, by another statement.</summary>
    Reaffirmed,
}

/// <summary>Where on the scale a stance went.</summary>
public enum ShiftDirection
{
    None,
    TowardsAcceptance,
    TowardsRejection,
}
