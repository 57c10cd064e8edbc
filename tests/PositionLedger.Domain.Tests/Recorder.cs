using NodaTime;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;

namespace PositionLedger.Domain.Tests;

/// <summary>A ledger in memory: commands are decided as the server decides them, and the accepted events folded.</summary>
internal sealed class Recorder
{
    public static readonly LocalDate Today = new(2026, 6, 30);

    private readonly Dictionary<string, long> _versions = [];

    public Ledger Ledger { get; private set; } = new(Today);

    /// <summary>Everything recorded, in order; each a second after the one before.</summary>
    public List<RecordedChange> Changes { get; } = [];

    public Decision Try(Command command) => command.Decide(Ledger);

    /// <summary>Decides, and records what is accepted.</summary>
    public Decision Send(Command command)
    {
        var decision = Try(command);
        if (decision is Decision.Accepted accepted)
        {
            foreach (var (stream, fact) in accepted.Events)
            {
                // The server locks these and no others.
                Assert.Contains(stream, command.Streams);
                Append(stream, fact);
            }
        }

        return decision;
    }

    /// <summary>Records what must be accepted.</summary>
    public void Do(Command command) =>
        Assert.True(Send(command) is Decision.Accepted, $"{command.GetType().Name}: {Try(command)}");

    public StanceAnswer StanceOf(string party, string issue, LocalDate on, Policy policy) => StanceRule.Derive(
        [.. Ledger.Statements.Values.Where(statement => statement.Party == party && statement.Body.Issue == issue)], Grades(), on, policy);

    public Dictionary<string, Reliability> Grades() =>
        Ledger.Sources.ToDictionary(source => source.Key, source => source.Value.Reliability);

    private void Append(string stream, LedgerEvent fact)
    {
        _versions[stream] = _versions.GetValueOrDefault(stream) + 1;
        Ledger = Ledger.Evolve(stream, _versions[stream], fact);
        Changes.Add(new(new Guid(Changes.Count + 1, 1, 0, new byte[8]), Instant.FromUnixTimeSeconds(Changes.Count + 1), stream, fact));
    }
}
