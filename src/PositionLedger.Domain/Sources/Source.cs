namespace PositionLedger.Domain.Sources;

/// <summary>How far a source can be relied on (NATO, FM 2-22.3): A completely to E unreliable; F can't be judged and is no middle value.</summary>
public enum Reliability
{
    A,
    B,
    C,
    D,
    E,
    F,
}

/// <summary>An outlet, office or document that reports, with its latest grade.</summary>
/// <param name="Kind">What it is in the recorder's words: newspaper, wire, ministry.</param>
public sealed record Source(string Id, string Name, string? Kind, Reliability Reliability)
{
    /// <summary>The grade it was registered with; a repeated registration is compared with this one.</summary>
    public Reliability RegisteredReliability { get; init; } = Reliability;

    public static Source Registered(SourceRegistered e) => new(e.Id, e.Name, e.Kind, e.Reliability);

    /// <exception cref="UnknownEventException">The event is not about a source's grade.</exception>
    public Source Evolve(LedgerEvent fact) => fact switch
    {
        SourceRegistered e => Registered(e),
        SourceGraded e => this with { Reliability = e.Reliability },
        _ => throw new UnknownEventException(fact),
    };
}

/// <summary>A source was put on record, with its first grade.</summary>
public sealed record SourceRegistered(string Id, string Name, string? Kind, Reliability Reliability) : LedgerEvent;

/// <summary>A source is graded otherwise from now on, for all its reports.</summary>
public sealed record SourceGraded(Reliability Reliability, string Reason) : LedgerEvent;
