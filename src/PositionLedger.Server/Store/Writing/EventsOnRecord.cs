using Npgsql;
using PositionLedger.Domain;

namespace PositionLedger.Server.Store.Writing;

/// <summary>Which events of a chunk, by the ids that were given, are on record already.</summary>
internal sealed class EventsOnRecord
{
    private readonly Dictionary<Guid, string> _streams = [];

    public static async Task<EventsOnRecord> ReadAsync(NpgsqlConnection connection, IReadOnlyList<ChunkLine> lines)
    {
        var found = new EventsOnRecord();
        var query = new LookupQuery();
        query.AskForEach(lines.SelectMany(line => line.EventIds).ToArray(),
            "select e.id, e.stream_id from unnest($1::uuid[]) g(id) cross join lateral (select * from ledger.mt_events s where s.id = g.id limit 1) e",
            row => found._streams[row.GetGuid(0)] = row.GetString(1));
        await query.ReadAsync(connection);
        return found;
    }

    /// <summary>What a line comes to whose event is there: nothing, or a refusal where the id is another stream's.</summary>
    /// <returns>Null where it is still to be decided.</returns>
    public Decision? Of(ChunkLine line)
    {
        foreach (var id in line.EventIds)
        {
            if (!_streams.TryGetValue(id, out var stream))
                continue;
            return line.Command.Streams.Contains(stream)
                ? new Decision.Unchanged($"{id}")
                : new Refusal(RefusalKind.Conflict, "event-exists", $"The event {id} is on record in another stream. Leave 'event' out.", "event", $"{id}");
        }

        // Two lines of one chunk may name the same.
        for (var i = 0; i < line.EventIds.Count; i++)
            _streams[line.EventIds[i]] = line.Command.Streams[Math.Min(i, line.Command.Streams.Count - 1)];
        return null;
    }
}
