using PositionLedger.Domain.Issues;

namespace PositionLedger.Domain.Negotiations;

/// <summary>The process that issues belong to, with its rounds; opened by a recorder, or just known through its first issue.</summary>
/// <param name="Title">Null while it is known through an issue or two only, and nobody opened it.</param>
/// <param name="Rounds">By first day, then by id.</param>
public sealed record Negotiation(string Id, string? Title, ValueList<Round> Rounds)
{
    /// <summary>How many rounds one negotiation can have.</summary>
    public const int MaxRounds = 200;

    /// <summary>The ids of the rounds it was opened with; a repeated opening is compared with these.</summary>
    public ValueList<string> OpenedWith { get; init; } = [];

    public static Negotiation Unopened(string id) => new(id, null, []);

    /// <exception cref="UnknownEventException">The event is not about a negotiation.</exception>
    public Negotiation Evolve(LedgerEvent fact) => fact switch
    {
        NegotiationOpened e => With(e.Rounds) with { Title = e.Title, OpenedWith = [.. e.Rounds.Select(round => round.Id)] },
        RoundAdded e => With([e.Round]),
        IssueRegistered => this,
        _ => throw new UnknownEventException(fact),
    };

    private Negotiation With(ValueList<Round> rounds) => this with { Rounds = Round.InOrder(Rounds.Union(rounds)) };
}

/// <summary>A negotiation was put on record under its title, with the rounds that were known then.</summary>
public sealed record NegotiationOpened(string Id, string Title, ValueList<Round> Rounds) : LedgerEvent;

/// <summary>A negotiation has one more round.</summary>
public sealed record RoundAdded(Round Round) : LedgerEvent;
