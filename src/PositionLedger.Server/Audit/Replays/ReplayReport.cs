using System.Text.Json;
using NodaTime;

namespace PositionLedger.Server.Audit.Replays;

/// <summary>How far a replay is.</summary>
public enum ReplayState
{
    Running,
    Completed,
    Failed,
}

/// <summary>What a replay is doing.</summary>
public enum ReplayStep
{
    Events,
    Stances,
    Comparison,
}

/// <summary>What a replay found.</summary>
public enum ReplayResult
{
    Equal,
    Different,
}

/// <summary>A replay of the whole ledger: every read model derived anew from the events, and compared with the one that answers questions.</summary>
/// <param name="Step">What it is doing; null before it begins and after it ended.</param>
/// <param name="LedgerSize">How many of the events are sealed; null before it begins, where none was asked for.</param>
/// <param name="Events">How many events there are to fold: as many as are sealed, or as were recorded when it began.</param>
/// <param name="Derived">How many of them are folded.</param>
/// <param name="Result">Null while it isn't completed.</param>
/// <param name="Why">Why it failed; null where it didn't.</param>
/// <param name="Tables">Those that are compared so far.</param>
/// <param name="Differences">The first hundred; null in a list of replays, which leaves them out.</param>
public sealed record ReplayReport(
    Guid Id, ReplayState State, ReplayStep? Step, long? LedgerSize, long Events, long Derived, Instant StartedAt, Instant? FinishedAt,
    ReplayResult? Result, string? Why, IReadOnlyList<ComparedTable> Tables, IReadOnlyList<RowDifference>? Differences)
{
    /// <summary>How many differences are told of at most; the tables count all of them.</summary>
    public const int MaxDifferences = 100;
}

/// <summary>A read model, and how many of its rows differ from the derived ones.</summary>
/// <param name="Compared">False where it only says what holds now, and an earlier size was asked for.</param>
/// <param name="Rows">How many rows there are on either side.</param>
/// <param name="Differing">How many of these are missing, superfluous or another on the other side.</param>
/// <param name="LeftOut">How many stored rows are of cells that wait to be derived anew by a grade just given; until then no answer rests on them.</param>
public sealed record ComparedTable(string Name, bool Compared, long Rows, long Differing, long LeftOut);

/// <summary>Something that is stored otherwise than the events say.</summary>
/// <param name="Key">The row's primary key.</param>
/// <param name="Column">Null where one side has no such row.</param>
/// <param name="Stored">As text; without a column, the whole row as JSON; null for no value, or for no row.</param>
/// <param name="Derived">What the events say it is.</param>
public sealed record RowDifference(string Table, JsonElement Key, string? Column, string? Stored, string? Derived);
