using System.Runtime.CompilerServices;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Audit;

/// <summary>The stored events that a party's replay goes through, in order; read in pages, so that no slow reader holds a transaction.</summary>
internal sealed class ReplayedRows(Database database, string party, ReplayBounds bounds)
{
    private const int PageSize = 500;

    // Each stream gives its next ones by an index, however long the ledger is; the page takes the first of all of them.
    private static readonly string Page = $"""
        select {ReplayedRow.Columns("$5")}
        from unnest($1::text[], $2::bigint[], $3::bigint[]) as s(id, after, last)
          cross join lateral (
            select * from ledger.mt_events e where e.stream_id = s.id and e.version > s.after and e.version <= s.last
              and ($4::text[] is null or e.type = any($4)) order by e.version limit {PageSize}) e
        order by {ReplayedRow.Order} limit {PageSize}
        """;

    // All events of the sources that the party's statements, or its blocs', ever cited: a handful each.
    private static readonly string Grades = $"""
        select {ReplayedRow.Columns("$2")} from ledger.mt_events e
        where e.stream_id in (select distinct 'source/' || s from ledger.statement_version v, unnest(v.sources) s where v.party = any($1))
        order by {ReplayedRow.Order}
        """;

    private static readonly string[] AboutStatements =
    [
        .. EventNames.All.Where(name => name.Key == typeof(StatementRecorded) || name.Key.IsSubclassOf(typeof(StatementAmendment)))
            .Select(name => name.Value),
    ];

    /// <summary>The party's events, and of its blocs those about statements, and of all their sources, by their places in the ledger.</summary>
    public IAsyncEnumerable<ReplayedRow> ReadAsync(CancellationToken cancel)
    {
        var own = PagesAsync([new(StreamKey.Party(party), bounds.LastVersion)], null, cancel);
        return InOrder(own, InOrder(PagesAsync(bounds.Blocs, AboutStatements, cancel), GradesAsync(cancel), cancel), cancel);
    }

    /// <summary>A bloc's events about statements, after one version and up to another.</summary>
    public IAsyncEnumerable<ReplayedRow> OfBlocAsync(string stream, long after, long last, CancellationToken cancel) =>
        PagesAsync([new(stream, last) { After = after }], AboutStatements, cancel);

    private async IAsyncEnumerable<ReplayedRow> PagesAsync(
        IReadOnlyList<StreamPart> parts, string[]? types, [EnumeratorCancellation] CancellationToken cancel)
    {
        var streams = parts.Select(part => part.Stream).ToArray();
        var read = parts.ToDictionary(part => part.Stream, part => part.After, StringComparer.Ordinal);
        for (var isLast = parts.Count == 0; !isLast;)
        {
            var page = await database.ListAsync(Page, ReplayedRow.Read, cancel, streams, Array.ConvertAll(streams, stream => read[stream]),
                parts.Select(part => part.Last).ToArray(), types, bounds.Ledger.Size);
            foreach (var row in page)
            {
                read[row.Stream] = row.Version;
                yield return row;
            }

            isLast = page.Count < PageSize;
        }
    }

    private async IAsyncEnumerable<ReplayedRow> GradesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        string[] parties = [party, .. bounds.Blocs.Select(bloc => StreamKey.IdOf(bloc.Stream))];
        foreach (var row in await database.ListAsync(Grades, ReplayedRow.Read, cancel, parties, bounds.Ledger.Size))
        {
            if (row.Leaf is not null || !bounds.EndsWhereSealed)
                yield return row;
        }
    }

    private static async IAsyncEnumerable<ReplayedRow> InOrder(
        IAsyncEnumerable<ReplayedRow> some, IAsyncEnumerable<ReplayedRow> more, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var others = more.GetAsyncEnumerator(cancel);
        var hasOther = await others.MoveNextAsync();
        await foreach (var row in some.WithCancellation(cancel))
        {
            for (; hasOther && others.Current.IsBefore(row); hasOther = await others.MoveNextAsync())
                yield return others.Current;
            yield return row;
        }

        for (; hasOther; hasOther = await others.MoveNextAsync())
            yield return others.Current;
    }
}
