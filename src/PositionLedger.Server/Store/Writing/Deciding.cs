using JasperFx.Events;
using PositionLedger.Domain;
using PositionLedger.Server.Store.ReadModels.Cells;

namespace PositionLedger.Server.Store.Writing;

/// <summary>Decides commands one after the other: each sees what those before it came to.</summary>
internal sealed class Deciding(Lookup known)
{
    private readonly Dictionary<string, long> _versions = new(known.Versions, StringComparer.Ordinal);
    private readonly List<CellChange> _changes = [];

    /// <summary>What is known after the last command.</summary>
    public Ledger Ledger { get; private set; } = known.Ledger;

    /// <summary>How many events each stream then has.</summary>
    public IReadOnlyDictionary<string, long> Versions => _versions;

    /// <summary>What the events do to stances, one change for each cell.</summary>
    public IReadOnlyList<CellChange> Changes => CellChange.Merged(_changes);

    /// <param name="eventOf">Makes what is appended of an event and its place, from 0, among those of the command.</param>
    public Decided Decide(Command command, Func<LedgerEvent, int, IEvent> eventOf)
    {
        var decision = command.Decide(Ledger);
        var (events, streams) = (new List<Appended>(), command.Streams);
        foreach (var (stream, fact) in (decision as Decision.Accepted)?.Events ?? [])
        {
            // Another stream is neither locked nor looked up.
            if (!streams.Contains(stream))
                throw new InvalidOperationException($"{command.GetType().Name} appends to '{stream}', not to a stream it names.");
            var version = _versions[stream] = _versions.GetValueOrDefault(stream) + 1;
            var before = Ledger;
            Ledger = Ledger.Evolve(stream, version, fact);
            if (CellChange.Of(stream, fact, before, Ledger) is { } change)
                _changes.Add(change);
            events.Add(new(stream, version, eventOf(fact, events.Count)));
        }

        return new(decision, events, Ledger);
    }
}

/// <summary>An event that is to be appended to a stream, as its so-manieth.</summary>
internal sealed record Appended(string Stream, long Version, IEvent Event);

/// <summary>What a command came to.</summary>
/// <param name="After">What is known right after it.</param>
internal sealed record Decided(Decision Decision, List<Appended> Events, Ledger After);
