namespace PositionLedger.Domain;

/// <summary>Something that was put on record; once stored it is never changed, and its meaning never either.</summary>
public abstract record LedgerEvent;

/// <summary>Thrown by a fold that meets an event it doesn't know: a bug, never a caller's mistake.</summary>
public sealed class UnknownEventException(LedgerEvent fact)
    : InvalidOperationException($"No fold is written for the event {fact.GetType().Name}.");
