using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain;

/// <summary>Something a recorder asks for; it decides by what is known, and knows what it needs to know.</summary>
public abstract record Command
{
    /// <summary>The stream the command is about. Only one command at a time decides about it.</summary>
    public abstract string Stream { get; }

    /// <summary>All streams it may append to, <see cref="Stream"/> among them; each is locked while it decides.</summary>
    public virtual ValueList<string> Streams => [Stream];

    public abstract Needs Needs { get; }

    /// <summary>Decides, without a clock and without I/O; <paramref name="ledger"/> holds at least <see cref="Needs"/>.</summary>
    public abstract Decision Decide(Ledger ledger);
}

/// <summary>The ids of what must be looked up before a command can be decided; what doesn't exist is simply not found.</summary>
public sealed record Needs
{
    public ValueList<string> Parties { get; init; } = [];

    /// <summary>Parties whose memberships and successions are needed.</summary>
    public ValueList<string> Affiliations { get; init; } = [];

    public ValueList<string> Negotiations { get; init; } = [];
    public ValueList<string> Issues { get; init; } = [];
    public ValueList<string> Sources { get; init; } = [];

    /// <summary>Statements, each with its copies in other parties' streams, and with what each of these refers to.</summary>
    public ValueList<Guid> Statements { get; init; } = [];

    public ValueList<StatementKey> Keys { get; init; } = [];

    /// <summary>What retracted statements must not look like; worked out when it is asked for, which where none is retracted it isn't.</summary>
    public IEnumerable<LookAlike> LookAlikes { get; init; } = [];
}
