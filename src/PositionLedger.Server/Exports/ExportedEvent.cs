using System.Text.Json;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Exports;

/// <summary>A sealed event, with what a line about it says besides.</summary>
/// <param name="Conditions">Of an amendment: how many conditions the statement had numbered before it.</param>
/// <param name="IsOfCopy">Of an amendment: whether the statement is held jointly.</param>
internal sealed record ExportedEvent(string Stream, Guid Id, LedgerEvent Fact, int Conditions, bool IsOfCopy)
{
    private const string Page = """
        select e.stream_id, e.id, e.type, e.data, coalesce(a.conditions, 0), coalesce(a.is_joint, false)
        from unnest($1::bigint[]) p(leaf)
          cross join lateral (select * from ledger.leaf l where l.leaf_index = p.leaf limit 1) l
          cross join lateral (select * from ledger.mt_events e where e.id = l.event_id limit 1) e
          left join lateral (
            select jsonb_array_length(coalesce(v.body->'conditions', '[]')) as conditions, v.joint is not null as is_joint
            from ledger.statement_version v
            where v.statement_id = (e.data->>'statement')::uuid and v.closed_by = e.id limit 1) a on e.data ? 'statement'
        order by p.leaf
        """;

    private static readonly string Copies = $"""
        select e.stream_id, e.id, e.data, coalesce({Knowledge.PlaceOf("e.id")} < $2, false)
        from unnest($1::uuid[]) with ordinality c(id, place)
          cross join lateral (select * from ledger.statement_version v where v.statement_id = c.id and v.revision = 1 limit 1) v
          cross join lateral (select * from ledger.mt_events e where e.id = v.opened_by limit 1) e
        order by c.place
        """;

    public static Task<List<ExportedEvent>> ReadAsync(Database database, long[] leaves, CancellationToken cancel) =>
        database.ListAsync(Page, Read, cancel, leaves);

    /// <summary>The recordings of all copies of joint statements, each with whether it is in the first events up to a size.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ExportedCopy>> CopiesAsync(
        Database database, IEnumerable<ExportedEvent> events, long size, CancellationToken cancel)
    {
        var recorded = events.Select(e => e.Fact).OfType<StatementRecorded>();
        var ids = recorded.SelectMany(fact => fact.Joint).Select(copy => copy.Statement).Distinct().ToArray();
        return ids.Length == 0
            ? new Dictionary<Guid, ExportedCopy>()
            : (await database.ListAsync(Copies, ReadCopy, cancel, ids, size)).ToDictionary(copy => copy.Fact.Id);
    }

    private static ExportedEvent Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetGuid(1),
        (LedgerEvent)JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(3), EventNames.TypeOf(row.GetString(2)), WireJson.Stored)!,
        row.GetInt32(4), row.GetBoolean(5));

    private static ExportedCopy ReadCopy(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetGuid(1), JsonSerializer.Deserialize<StatementRecorded>(row.GetFieldValue<byte[]>(2), WireJson.Stored)!,
        row.GetBoolean(3));
}

/// <summary>The recording of a joint statement in one holder's stream.</summary>
/// <param name="IsWithin">Whether the export reaches as far.</param>
internal sealed record ExportedCopy(string Stream, Guid Event, StatementRecorded Fact, bool IsWithin);
