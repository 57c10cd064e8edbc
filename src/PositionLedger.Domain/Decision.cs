namespace PositionLedger.Domain;

/// <summary>What a command comes to: events to append, nothing because all is recorded already, or a refusal.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>The events to append, all or none, each to its stream.</summary>
    public sealed record Accepted(ValueList<StreamEvent> Events) : Decision;

    /// <summary>The same was recorded before; nothing is to be done.</summary>
    /// <param name="Id">The id of what stands recorded.</param>
    /// <param name="Number">Its number within its statement, for a report.</param>
    public sealed record Unchanged(string Id, int? Number = null) : Decision;

    /// <summary>Nothing may be recorded, for one reason.</summary>
    public sealed record Refused(Refusal Refusal) : Decision;

    public static Decision Append(string stream, LedgerEvent fact) => new Accepted([new(stream, fact)]);

    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);
}

/// <summary>An event and the key of the stream it belongs to.</summary>
public sealed record StreamEvent(string Stream, LedgerEvent Event);
