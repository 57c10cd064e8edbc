using System.Runtime.CompilerServices;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Exports;

/// <summary>The places in the ledger of the events that an export is made of, in order, page by page.</summary>
/// <remarks>
/// What is sealed never changes: each page is read by itself, and between two of them no transaction is open, however slow the reader is.
/// </remarks>
internal sealed class ExportedLeaves(Database database, StatementFilter filter, long size)
{
    /// <summary>A page of the longest statements that the rules allow is some tens of megabytes.</summary>
    private const int PageSize = 500;

    private static readonly string[] AboutStatements =
    [
        .. EventNames.All.Where(name => name.Key == typeof(StatementRecorded) || name.Key.IsSubclassOf(typeof(StatementAmendment)))
            .Select(name => name.Value),
    ];

    private static readonly string Matching = $"""
        matching as (
          select v.statement_id as id from ledger.statement_version v
          where {new Knowledge(0).Standing("v", "$1")}
            and (cardinality($2::text[]) = 0 or v.party = any($2)) and (cardinality($3::text[]) = 0 or v.issue = any($3))
            and (cardinality($4::text[]) = 0 or v.issue in (select i.id from ledger.issue i where i.negotiation = any($4)))
            and v.latest >= $5::date and v.earliest <= $6::date)
        """;

    private static readonly string Recordings = $"""
        with {Matching}, place as (
          select {Knowledge.PlaceOf("v.opened_by")} as leaf from matching m join ledger.statement_version v on v.statement_id = m.id and v.revision = 1)
        select leaf from place where leaf < $1 order by leaf
        """;

    // With what they refer to and acknowledge, and all copies of a joint one: without these they couldn't be recorded again.
    private static readonly string Histories = $"""
        with recursive {Matching}, chosen as (
          select id from matching
          union
          select n.id from chosen c
            cross join lateral (select * from ledger.statement_version v where v.statement_id = c.id and v.revision = 1 limit 1) v
            cross join lateral (select * from ledger.mt_events e where e.id = v.opened_by limit 1) e
            cross join lateral (
              select (v.body->>'refersTo')::uuid as id where v.body ? 'refersTo'
              union all select (j->>'statement')::uuid from jsonb_array_elements(coalesce(v.joint, '[]')) j
              union all select a::uuid from jsonb_array_elements_text(coalesce(e.data->'acknowledges', '[]')) a) n),
        place as (
          select {Knowledge.PlaceOf("v.opened_by")} as leaf from chosen c join ledger.statement_version v on v.statement_id = c.id
          union all
          select {Knowledge.PlaceOf("e.id")} from ledger.mt_events e where e.type <> all($7))
        select leaf from place where leaf < $1 order by leaf
        """;

    /// <summary>The statements' own events, all amendments among them, and all about everything else.</summary>
    public IAsyncEnumerable<long[]> HistoriesAsync(CancellationToken cancel) => PagesAsync(Histories, cancel, [AboutStatements]);

    /// <summary>The events that recorded the statements; where all are asked for, other events too.</summary>
    public IAsyncEnumerable<long[]> RecordingsAsync(CancellationToken cancel) => PagesAsync(Recordings, cancel);

    private async IAsyncEnumerable<long[]> PagesAsync(
        string sql, [EnumeratorCancellation] CancellationToken cancel, params object?[] more)
    {
        if (filter.IsEmpty)
        {
            for (var first = 0L; first < size; first += PageSize)
                yield return [.. Places(first, Math.Min(first + PageSize, size))];
            yield break;
        }

        var leaves = await database.ListAsync(sql, row => row.GetInt64(0), cancel,
        [
            size, filter.Parties.ToArray(), filter.Issues.ToArray(), filter.Negotiations.ToArray(),
            filter.From is { } from ? Days.Of(from) : DateOnly.MinValue, filter.To is { } to ? Days.Of(to) : DateOnly.MaxValue, .. more,
        ]);
        foreach (var page in leaves.Chunk(PageSize))
            yield return page;
    }

    private static IEnumerable<long> Places(long first, long after)
    {
        for (var leaf = first; leaf < after; leaf++)
            yield return leaf;
    }
}
