using System.Runtime.CompilerServices;
using PositionLedger.Domain;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Audit;

/// <summary>A party's events in order, with what its sources were graded in the places where it counts for the party.</summary>
/// <remarks>
/// A grade that was given before the party's first report from that source stands just before that report. Between streams,
/// order is that of the sequence numbers, which for writes at the same moment need not be that of their commits.
/// </remarks>
/// <param name="range">The versions of the party's stream to answer, both inclusive.</param>
internal sealed class ReplayedEvents(Database database, string party, ReplayBounds bounds, (long From, long To) range, PartyReplay replay)
{
    // In pages, so that no slow reader holds a transaction.
    private const int PageSize = 500;

    private readonly HashSet<string> _cited = new(StringComparer.Ordinal);
    private readonly List<ReplayedRow> _uncited = [];

    public async IAsyncEnumerable<ReplayedEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var grades = new Queue<ReplayedRow>(await GradesAsync(cancel));
        for (var last = 0L; last < bounds.LastVersion;)
        {
            var page = await PageAsync(last, cancel);
            foreach (var row in page)
            {
                while (grades.TryPeek(out var grade) && grade.Sequence < row.Sequence)
                {
                    if (Graded(grades.Dequeue(), range.From <= 1 || row.Version > range.From) is { } graded)
                        yield return graded;
                }

                if (row.Version > range.To)
                    yield break;
                foreach (var e in Said(row, row.Version >= range.From))
                    yield return e;
            }

            last = page[^1].Version;
        }

        while (grades.TryDequeue(out var grade))
        {
            if (Graded(grade, range.From <= bounds.LastVersion) is { } graded)
                yield return graded;
        }
    }

    private IEnumerable<ReplayedEvent> Said(ReplayedRow row, bool isAskedFor)
    {
        string[] newlyCited = [.. PartyReplay.SourcesOf(row.Event).Where(_cited.Add)];
        foreach (var grade in _uncited.Where(grade => isAskedFor && newlyCited.Contains(StreamKey.IdOf(grade.Stream))))
            yield return grade.With([]);
        if (Take(row, isAskedFor) is { } said)
            yield return said;
    }

    private ReplayedEvent? Graded(ReplayedRow grade, bool isAskedFor)
    {
        if (_cited.Contains(StreamKey.IdOf(grade.Stream)))
            return Take(grade, isAskedFor);

        _uncited.Add(grade);
        return Take(grade, false);
    }

    private ReplayedEvent? Take(ReplayedRow row, bool isAskedFor)
    {
        if (isAskedFor)
            return row.With(replay.Apply(row.Stream, row.Version, row.Event));

        replay.Fold(row.Stream, row.Version, row.Event);
        return null;
    }

    private Task<List<ReplayedRow>> PageAsync(long last, CancellationToken cancel) => database.ListAsync($"""
        select {ReplayedRow.Columns} from ledger.mt_events e where e.stream_id = $1 and e.version > $2 and e.version <= $3
        order by e.version limit {PageSize}
        """, ReplayedRow.Read, cancel, StreamKey.Party(party), last, bounds.LastVersion);

    // All events of the sources that the party's statements ever cited: a handful each.
    private Task<List<ReplayedRow>> GradesAsync(CancellationToken cancel) => database.ListAsync($"""
        select {ReplayedRow.Columns} from ledger.mt_events e
        where e.stream_id in (select distinct 'source/' || s from ledger.statement_version v, unnest(v.sources) s where v.party = $1)
        order by e.seq_id
        """, ReplayedRow.Read, cancel, party);
}
