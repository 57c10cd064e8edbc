using NodaTime;

namespace PositionLedger.Domain.Stances;

/// <summary>A stretch of days on which a statement that doesn't govern is shown beside the stance.</summary>
public sealed record ShownVoice
{
    public required Guid Statement { get; init; }
    public required VoiceRole Role { get; init; }

    /// <summary>The first day asked about on which it is shown (UTC, the world's clock).</summary>
    public required LocalDate From { get; init; }

    /// <summary>The last such day, inclusive; null while it has no end.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>The day on which it counts: the latest on which it may have been said.</summary>
    public required LocalDate SaidDay { get; init; }

    /// <summary>What a signal points to; null in another role.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>What keeps a signal from governing; null in another role.</summary>
    public SignalReason? Because { get; init; }

    /// <summary>Whether it is shown on a day.</summary>
    public bool Covers(LocalDate on) => From <= on && !(Until < on);
}

/// <summary>What a statement is to the stance that it is shown beside.</summary>
public enum VoiceRole
{
    /// <summary>A lower voice that said the same.</summary>
    Reaffirms,

    /// <summary>A lower voice that said otherwise.</summary>
    Diverges,

    /// <summary>It was indicated, and can't govern.</summary>
    Signal,
}
