using System.Runtime.CompilerServices;
using PositionLedger.Domain;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Parties;

namespace PositionLedger.Server.Audit;

/// <summary>A party's events in order, with what its blocs said and its sources were graded in the places where it counts for the party.</summary>
/// <remarks>
/// A grade that was given before the first report from that source stands just before that report, and what a bloc said before
/// the membership by which it speaks was recorded just before that membership. Between streams, order is that of the ledger.
/// </remarks>
/// <param name="range">The versions of the party's stream to answer, both inclusive.</param>
internal sealed class ReplayedEvents(string party, ReplayedRows rows, (long From, long To) range, PartyReplay replay)
{
    private readonly HashSet<string> _cited = new(StringComparer.Ordinal);
    private readonly List<ReplayedRow> _uncited = [];

    // How much of each bloc's stream was taken, and how much of that was told.
    private readonly Dictionary<string, long> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _told = new(StringComparer.Ordinal);

    public async IAsyncEnumerable<ReplayedEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var version = 0L;
        await foreach (var row in rows.ReadAsync(cancel))
        {
            if (row.Stream == StreamKey.Party(party))
                version = row.Version;
            if (version > range.To)
                yield break;

            var isAskedFor = range.From <= 1 || version >= range.From;
            await foreach (var e in TakeAsync(row, isAskedFor, cancel))
            {
                if (isAskedFor)
                    yield return e;
            }
        }
    }

    private async IAsyncEnumerable<ReplayedEvent> TakeAsync(
        ReplayedRow row, bool isAskedFor, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (row.Event is MembershipRecorded { SpeaksFor: true } membership)
        {
            await foreach (var e in UntoldAsync(StreamKey.Party(membership.Bloc), cancel))
                yield return e;
        }

        var isTold = IsTold(row);
        if (isTold)
        {
            foreach (var grade in NewlyCited(row))
                yield return grade;
        }

        var stances = Take(row, isAskedFor);
        if (isTold)
            yield return row.With(stances);
    }

    // They were folded when they came, and what they changed is told with the membership.
    private async IAsyncEnumerable<ReplayedEvent> UntoldAsync(string bloc, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (told, taken) = (_told.GetValueOrDefault(bloc), _taken.GetValueOrDefault(bloc));
        if (told == taken)
            yield break;

        _told[bloc] = taken;
        await foreach (var row in rows.OfBlocAsync(bloc, told, taken, cancel))
        {
            foreach (var grade in NewlyCited(row))
                yield return grade;
            yield return row.With([]);
        }
    }

    private bool IsTold(ReplayedRow row)
    {
        var id = StreamKey.IdOf(row.Stream);
        if (row.Stream == StreamKey.Source(id))
        {
            if (!_cited.Contains(id))
                _uncited.Add(row);
            return _cited.Contains(id);
        }

        _taken[row.Stream] = row.Version;
        if (replay.Hears(id))
            _told[row.Stream] = row.Version;
        return replay.Hears(id);
    }

    private ReplayedEvent[] NewlyCited(ReplayedRow row)
    {
        string[] cited = [.. PartyReplay.SourcesOf(row.Event).Where(_cited.Add)];
        return [.. _uncited.Where(grade => cited.Contains(StreamKey.IdOf(grade.Stream))).Select(grade => grade.With([]))];
    }

    private IReadOnlyList<ReplayedStance> Take(ReplayedRow row, bool isAskedFor)
    {
        if (isAskedFor)
            return replay.Apply(row.Stream, row.Version, row.Event);

        replay.Fold(row.Stream, row.Version, row.Event);
        return [];
    }
}
