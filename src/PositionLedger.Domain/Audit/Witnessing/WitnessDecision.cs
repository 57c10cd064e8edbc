namespace PositionLedger.Domain.Audit.Witnessing;

/// <summary>What a witness says to a checkpoint (c2sp.org/tlog-witness, with the status that it names).</summary>
public abstract record WitnessDecision
{
    private WitnessDecision()
    {
    }

    /// <summary>It continues what was seen before: 200, once it is kept.</summary>
    public sealed record Cosigns(Checkpoint Checkpoint) : WitnessDecision;

    /// <summary>It can't be read, or is smaller than what it claims to continue: 400.</summary>
    public sealed record Malformed(string Why) : WitnessDecision;

    /// <summary>No key known here signed it: 403.</summary>
    public sealed record NotSigned : WitnessDecision;

    /// <summary>It is of a log that isn't known here: 404.</summary>
    public sealed record UnknownLog : WitnessDecision;

    /// <summary>Another checkpoint was cosigned last, of <paramref name="LastSize"/> entries: 409. Of the same size, the log forked.</summary>
    public sealed record Conflict(long LastSize) : WitnessDecision;

    /// <summary>The proof doesn't show that it continues what was seen: 422.</summary>
    public sealed record Inconsistent : WitnessDecision;
}
