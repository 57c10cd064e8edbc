namespace PositionLedger.Domain.Parties;

/// <summary>What a party is; it changes nothing about how its stances are derived.</summary>
public enum PartyKind
{
    State,
    Body,
    Bloc,
    ArmedGroup,
    Delegation,
}

/// <summary>An entity that can hold a position: state, body, bloc, armed group or delegation.</summary>
public sealed record Party(string Id, string Name, PartyKind Kind, ValueList<string> Aliases)
{
    public const int MaxAliases = 50;

    /// <summary>What it was called when it was opened; a repeated opening is compared with this.</summary>
    public PartyNames OpenedAs { get; init; } = new(Name, Aliases);

    public static Party Opened(PartyOpened e) => new(e.Id, e.Name, e.Kind, e.Aliases);

    /// <exception cref="UnknownEventException">The event is not about a party's name.</exception>
    public Party Evolve(LedgerEvent fact) => fact switch
    {
        PartyOpened e => Opened(e),
        PartyRenamed e => this with { Name = e.Name, Aliases = e.Aliases },
        _ => throw new UnknownEventException(fact),
    };
}

/// <summary>What a party is called.</summary>
public sealed record PartyNames(string Name, ValueList<string> Aliases);

/// <summary>A party was put on record; this opens its stream.</summary>
public sealed record PartyOpened(string Id, string Name, PartyKind Kind, ValueList<string> Aliases) : LedgerEvent;

/// <summary>A party is called otherwise from now on; its id and its stream stay.</summary>
public sealed record PartyRenamed(string Name, ValueList<string> Aliases) : LedgerEvent;
