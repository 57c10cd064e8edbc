namespace PositionLedger.Server.Store.Sealed;

/// <summary>From how much of the ledger a question is answered: from all that is recorded now, or from its first sealed events.</summary>
/// <param name="Size">From how many; null for all, sealed or not.</param>
/// <remarks>
/// What an event changed counts from its own place in the ledger on, which the leaves alone know. In SQL that is a subquery for each
/// row, which the planner can't turn into a join: one look into an index, however long the ledger is.
/// </remarks>
public readonly record struct Knowledge(long? Size)
{
    public static Knowledge Now => new(null);

    public bool IsNow => Size is null;

    /// <summary>What to send for the size that the conditions below compare with; it has a type also where none of them does.</summary>
    public long Limit => Size ?? long.MaxValue;

    /// <summary>SQL: the place of an event in the ledger, null while it isn't sealed.</summary>
    public static string PlaceOf(string eventId) => $"(select l.leaf_index from ledger.leaf l where l.event_id = {eventId})";

    /// <summary>SQL: whether a row is on record that the event <c>opened_by</c> wrote, whatever became of it.</summary>
    public string Opened(string row, string size) => IsNow ? "true" : $"{PlaceOf($"{row}.opened_by")} < {size}";

    /// <summary>SQL: whether such a row is on record, and the event <c>closed_by</c> isn't.</summary>
    public string Standing(string row, string size) => IsNow
        ? $"{row}.closed_by is null"
        : $"{Opened(row, size)} and coalesce({PlaceOf($"{row}.closed_by")} >= {size}, true)";

    /// <summary>SQL: whether the first event of a stream is on record.</summary>
    /// <remarks>An id is compared byte by byte, and the index of the streams isn't made so: without its collation it wouldn't be used.</remarks>
    public string Begun(string stream, string size) => IsNow
        ? "true"
        : $"""(select {PlaceOf("e.id")} from ledger.mt_events e where e.stream_id = ({stream}) collate "default" and e.version = 1) < {size}""";

    /// <summary>SQL: whether anything is on record of a cell, a row with a party and an issue on which something is now.</summary>
    public string OnRecord(string cell, string size) => IsNow
        ? "true"
        : $"""
            exists (select from ledger.statement_version r
              where r.party = {cell}.party and r.issue = {cell}.issue and r.revision = 1 and {Opened("r", size)} offset 0)
            """;
}
