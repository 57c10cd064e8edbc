using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Imports;

/// <summary>Decides the blocks of a file one after the other and records nothing: each sees what those before it would have come to.</summary>
/// <remarks>Statements are staged in the database, since there may be millions; parties, issues and sources are remembered here.</remarks>
internal sealed class Validation(NpgsqlDataSource source)
{
    private const string Staged = "ledger.known_or_staged";

    private const string Close = """
        update ledger.import_statement v set closed_by = v.opened_by from unnest($1::uuid[]) n(id) where v.statement_id = n.id and v.closed_by is null
        """;

    private const string Stage = """
        insert into ledger.import_statement (statement_id, revision, party, issue, key, joint, ordinal, retracted, look_alike, earliest, latest, sources,
          body, recorded_at, opened_by, closed_by)
        select u.id, u.revision, u.party, u.issue, u.key, u.joint, u.ordinal, u.retracted, u.look_alike, u.earliest, u.latest, '{}', u.body,
          clock_timestamp(), u.id, case when u.closed then u.id end
        from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::bigint[], $8::boolean[], $9::bigint[], $10::date[], $11::date[],
          $12::jsonb[], $13::boolean[]) u(id, revision, party, issue, key, joint, ordinal, retracted, look_alike, earliest, latest, body, closed)
        """;

    private Ledger _opened = new(default);

    /// <summary>Forgets what was staged.</summary>
    public async Task ClearAsync(CancellationToken cancel)
    {
        await using var clear = source.CreateCommand("delete from ledger.import_statement");
        await clear.ExecuteNonQueryAsync(cancel);
    }

    public async Task DecideAsync(IReadOnlyList<ChunkLine> lines, PendingChunk.Noting note, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var known = await Lookup.ReadAsync(connection, lines.Select(line => line.Command), Staged, areManyCommands: true);
        known = known with { Ledger = With(known.Ledger, _opened) };
        var onRecord = await EventsOnRecord.ReadAsync(connection, lines);

        var ledger = known.Ledger;
        var decisions = new List<Decision>(lines.Count);
        var recorded = new Dictionary<Guid, StatementRecorded>();
        foreach (var line in lines)
        {
            var decision = onRecord.Of(line) ?? line.Command.Decide(ledger);
            foreach (var (stream, fact) in (decision as Decision.Accepted)?.Events ?? [])
            {
                // Its place only tells which was first.
                ledger = ledger.Evolve(stream, known.Versions.GetValueOrDefault(stream) + decisions.Count + 1, fact);
                if (fact is StatementRecorded e)
                    recorded[e.Id] = e;
            }

            decisions.Add(decision);
        }

        await StageAsync(connection, known.Ledger, ledger, recorded, cancel);
        await note(connection, decisions);
        await transaction.CommitAsync(cancel);
        _opened = Opened(known.Ledger, ledger);
    }

    // Only what isn't as the ledger has it.
    private Ledger Opened(Ledger before, Ledger after) => _opened with
    {
        Parties = _opened.Parties.SetItems(Changed(before.Parties, after.Parties)),
        Memberships = _opened.Memberships.SetItems(Changed(before.Memberships, after.Memberships)),
        Successions = _opened.Successions.SetItems(Changed(before.Successions, after.Successions)),
        Negotiations = _opened.Negotiations.SetItems(Changed(before.Negotiations, after.Negotiations)),
        Issues = _opened.Issues.SetItems(Changed(before.Issues, after.Issues)),
        Sources = _opened.Sources.SetItems(Changed(before.Sources, after.Sources)),
    };

    private static Ledger With(Ledger ledger, Ledger opened) => ledger with
    {
        Parties = ledger.Parties.SetItems(opened.Parties),
        Memberships = ledger.Memberships.SetItems(opened.Memberships),
        Successions = ledger.Successions.SetItems(opened.Successions),
        Negotiations = ledger.Negotiations.SetItems(opened.Negotiations),
        Issues = ledger.Issues.SetItems(opened.Issues),
        Sources = ledger.Sources.SetItems(opened.Sources),
    };

    private static IEnumerable<KeyValuePair<TKey, T>> Changed<TKey, T>(ImmutableDictionary<TKey, T> before, ImmutableDictionary<TKey, T> after)
        where TKey : notnull
        where T : class => after.Where(x => !ReferenceEquals(before.GetValueOrDefault(x.Key), x.Value));

    private static async Task StageAsync(
        NpgsqlConnection connection, Ledger before, Ledger after, Dictionary<Guid, StatementRecorded> recorded, CancellationToken cancel)
    {
        Statement[] changed = [.. Changed(before.Statements, after.Statements).Select(x => x.Value)];
        // What was recorded first stays, as what its key stands for.
        var first = changed.Where(s => s.Revision > 1 && recorded.ContainsKey(s.Id))
            .Select(s => s with { Revision = 1, Retracted = false, Body = recorded[s.Id].Body }).ToArray();
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        batch.Add(Close, changed.Select(s => s.Id).ToArray());
        AddStage(batch, [.. first.Select(s => (s, true)), .. changed.Select(s => (s, false))], recorded);
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private static void AddStage(NpgsqlBatch batch, (Statement Statement, bool Closed)[] rows, Dictionary<Guid, StatementRecorded> recorded) => batch.Add(Stage,
        rows.Select(x => x.Statement.Id).ToArray(), rows.Select(x => x.Statement.Revision).ToArray(), rows.Select(x => x.Statement.Party).ToArray(),
        rows.Select(x => x.Statement.Body.Issue).ToArray(), rows.Select(x => recorded.GetValueOrDefault(x.Statement.Id)?.Key).ToArray(),
        rows.Select(x => x.Statement.Joint.Count == 0 ? null : JsonSerializer.Serialize(x.Statement.Joint, WireJson.Stored)).ToArray(),
        rows.Select(x => x.Statement.Order).ToArray(), rows.Select(x => x.Statement.Retracted).ToArray(),
        rows.Select(x => x.Statement.Retracted ? LookAlikeDigest.Of(LookAlike.Of(x.Statement)) : (long?)null).ToArray(),
        rows.Select(x => Days.Earliest(x.Statement.Body.SaidOn)).ToArray(), rows.Select(x => Days.Latest(x.Statement.Body.SaidOn)).ToArray(),
        rows.Select(x => JsonSerializer.Serialize(x.Statement.Body, WireJson.Stored)).ToArray(), rows.Select(x => x.Closed).ToArray());
}
