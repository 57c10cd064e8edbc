using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Imports;

/// <summary>What became of the lines of a block.</summary>
internal sealed class ChunkOutcome(int read, List<LineRefusal> refusals)
{
    private const string Note = """
        with refusals as (
          insert into ledger.import_refusal (import_id, line, place, field, code, why)
          select $1, u.line, u.place, u.field, u.code, u.why from unnest($7::bigint[], $8::int[], $9::text[], $10::text[], $11::text[]) u(line, place, field, code, why)),
        missing as (
          insert into ledger.import_missing as m (import_id, kind, id, lines, created)
          select $1, u.kind, u.id, u.lines, u.created from unnest($12::text[], $13::text[], $14::bigint[], $15::boolean[]) u(kind, id, lines, created)
          on conflict (import_id, kind, id) do update set lines = m.lines + excluded.lines, created = m.created or excluded.created)
        update ledger.import set next_block = next_block + 1, attempts = 0, read = read + $3, recorded = recorded + $4, unchanged = unchanged + $5,
          refused = refused + $6
        where id = $1 and next_block = $2 and state = 'running' returning 1
        """;

    private readonly Dictionary<(string Kind, string Id), (long Lines, bool Created)> _named = [];
    private long _recorded;
    private long _unchanged;

    public void Creates(string stream) =>
        _named[(stream[..stream.IndexOf('/', StringComparison.Ordinal)], StreamKey.IdOf(stream))] = (0, true);

    public void Add(long line, Decision decision)
    {
        if (decision is Decision.Accepted)
            _recorded++;
        else if (decision is Decision.Unchanged)
            _unchanged++;
        else
            Refuse(line, ((Decision.Refused)decision).Refusal);
    }

    /// <summary>Keeps it, in the transaction that records the block: a block that was dealt with meanwhile is none of ours.</summary>
    public async Task NoteAsync(NpgsqlConnection connection, Guid import, int block, CancellationToken cancel)
    {
        var refused = refusals.GroupBy(refusal => refusal.Line).SelectMany(line => line.Select((refusal, place) => (refusal, place))).ToArray();
        var noted = await Database.ListAsync(connection, Note, row => row.GetInt32(0),
            [
                import, block, (long)read, _recorded, _unchanged, refusals.Select(refusal => refusal.Line).Distinct().LongCount(),
                refused.Select(x => x.refusal.Line).ToArray(), refused.Select(x => x.place).ToArray(), refused.Select(x => x.refusal.Field).ToArray(),
                refused.Select(x => x.refusal.Code).ToArray(), refused.Select(x => x.refusal.Why).ToArray(),
                _named.Keys.Select(x => x.Kind).ToArray(), _named.Keys.Select(x => x.Id).ToArray(),
                _named.Values.Select(x => x.Lines).ToArray(), _named.Values.Select(x => x.Created).ToArray(),
            ], cancel);
        if (noted.Count == 0)
            throw new InvalidOperationException($"Block {block} of the import {import} was dealt with by somebody else.");
    }

    private void Refuse(long line, Refusal refusal)
    {
        refusals.Add(new(line, refusal.Field is { } field ? ImportColumns.Of(field) : refusal.Code == "unknown-party" ? "party" : null, refusal.Code, refusal.Why));
        if (refusal is { Subject: { } id, Code: "unknown-party" or "unknown-issue" or "unknown-source" })
        {
            var named = (refusal.Code["unknown-".Length..], id);
            _named[named] = (_named.GetValueOrDefault(named).Lines + 1, false);
        }
    }
}
