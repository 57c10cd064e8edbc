using NodaTime;
using PositionLedger.Domain;

namespace PositionLedger.Server.Store.Writing;

/// <summary>Who asks for an event, and from where: metadata, taken from the identity and the request, never from a body.</summary>
/// <param name="Who">The name with what vouches for it, <c>key:administrator</c>: names of different origins never meet.</param>
/// <param name="Client">The program that sent it, in its own words.</param>
public sealed record Recorder(string Who, string? Correlation, string? Client);

/// <summary>What became of a command.</summary>
public abstract record WriteOutcome
{
    private WriteOutcome()
    {
    }

    /// <summary>It is on record, durably.</summary>
    /// <param name="Stamps">One for each event, in order.</param>
    /// <param name="After">What was known right after it.</param>
    public sealed record Recorded(IReadOnlyList<Stamp> Stamps, Ledger After) : WriteOutcome;

    /// <summary>The same was on record before.</summary>
    public sealed record Unchanged(string Id, int? Number, Ledger Known) : WriteOutcome;

    /// <summary>A rule said no; nothing was recorded.</summary>
    public sealed record Refused(Refusal Refusal) : WriteOutcome;

    /// <summary>More is waiting to be written than the ledger takes; nothing was recorded.</summary>
    public sealed record Busy : WriteOutcome;
}

/// <summary>What the database noted of an event as it took it in.</summary>
/// <param name="Version">Its place in its stream, from 1.</param>
/// <param name="RecordedAt">By the database's clock.</param>
public sealed record Stamp(Guid EventId, long Version, Instant RecordedAt);
