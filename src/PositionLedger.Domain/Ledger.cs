using System.Collections.Immutable;
using NodaTime;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Negotiations;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain;

/// <summary>The part of the ledger that is known to whoever decides or asks: everything, or just what was looked up.</summary>
/// <param name="Today">The UTC day by the database's clock; nothing said later can be recorded.</param>
public sealed record Ledger(LocalDate Today)
{
    public ImmutableDictionary<string, Party> Parties { get; init; } = ImmutableDictionary<string, Party>.Empty;

    /// <summary>The memberships of parties that have any, by party.</summary>
    public ImmutableDictionary<string, ValueList<Membership>> Memberships { get; init; } =
        ImmutableDictionary<string, ValueList<Membership>>.Empty;

    /// <summary>What comes after parties, by the party that went before.</summary>
    public ImmutableDictionary<string, ValueList<PartySuccession>> Successions { get; init; } =
        ImmutableDictionary<string, ValueList<PartySuccession>>.Empty;

    public ImmutableDictionary<string, Negotiation> Negotiations { get; init; } = ImmutableDictionary<string, Negotiation>.Empty;
    public ImmutableDictionary<string, Issue> Issues { get; init; } = ImmutableDictionary<string, Issue>.Empty;
    public ImmutableDictionary<string, Source> Sources { get; init; } = ImmutableDictionary<string, Source>.Empty;
    public ImmutableDictionary<Guid, Statement> Statements { get; init; } = ImmutableDictionary<Guid, Statement>.Empty;

    /// <summary>Those of the <see cref="Statements"/> that stand retracted.</summary>
    public ImmutableHashSet<Guid> Retracted { get; init; } = [];
    public ImmutableDictionary<StatementKey, KeyHolder> Keys { get; init; } = ImmutableDictionary<StatementKey, KeyHolder>.Empty;

    /// <summary>The ledger after <paramref name="fact"/>. Never refuses: what has happened can't be argued with.</summary>
    /// <param name="stream">The stream it was appended to, <c>party/ukraine</c>.</param>
    /// <param name="version">Its place in that stream, from 1.</param>
    /// <exception cref="UnknownEventException">The event is of a type this fold doesn't know.</exception>
    public Ledger Evolve(string stream, long version, LedgerEvent fact) => fact switch
    {
        PartyOpened e => this with { Parties = Parties.SetItem(e.Id, Party.Opened(e)) },
        PartyRenamed e => Evolve(StreamKey.IdOf(stream), e),
        MembershipRecorded e => Evolve(StreamKey.IdOf(stream), new Membership(e.Bloc, e.From, e.Until, e.SpeaksFor)),
        SuccessionRecorded e => Evolve(StreamKey.IdOf(stream), new PartySuccession(e.To, e.Kind, e.On)),
        NegotiationOpened e => WithNegotiation(e.Id, e),
        RoundAdded e => WithNegotiation(StreamKey.IdOf(stream), e),
        IssueRegistered e => WithNegotiation(e.Negotiation, e) with { Issues = Issues.SetItem(e.Id, Issue.Registered(e)) },
        SourceRegistered e => this with { Sources = Sources.SetItem(e.Id, Source.Registered(e)) },
        SourceGraded e => Evolve(StreamKey.IdOf(stream), e),
        StatementRecorded e => Evolve(StreamKey.IdOf(stream), version, e),
        StatementAmendment e => Put(Statements[e.Statement].Evolve(e)),
        _ => throw new UnknownEventException(fact),
    };

    public ValueList<Membership> MembershipsOf(string party) => Memberships.GetValueOrDefault(party, []);

    public ValueList<PartySuccession> SuccessionsOf(string party) => Successions.GetValueOrDefault(party, []);

    /// <summary>The ledger that knows a statement as it stands.</summary>
    public Ledger Put(Statement statement) => this with
    {
        Statements = Statements.SetItem(statement.Id, statement),
        Retracted = statement.Retracted ? Retracted.Add(statement.Id) : Retracted.Remove(statement.Id),
    };

    /// <summary>Whether the statement that first used a key stands retracted now.</summary>
    public bool IsRetracted(KeyHolder holder) => Retracted.Contains(holder.Statement);

    private Ledger Evolve(string party, PartyRenamed fact) =>
        this with { Parties = Parties.SetItem(party, Parties[party].Evolve(fact)) };

    private Ledger Evolve(string party, Membership recorded) =>
        this with { Memberships = Memberships.SetItem(party, Membership.Put(MembershipsOf(party), recorded)) };

    private Ledger Evolve(string party, PartySuccession recorded) =>
        this with { Successions = Successions.SetItem(party, PartySuccession.Put(SuccessionsOf(party), recorded)) };

    private Ledger WithNegotiation(string id, LedgerEvent fact)
    {
        var known = Negotiations.TryGetValue(id, out var recorded) ? recorded : Negotiation.Unopened(id);
        return this with { Negotiations = Negotiations.SetItem(id, known.Evolve(fact)) };
    }

    private Ledger Evolve(string source, SourceGraded fact) =>
        this with { Sources = Sources.SetItem(source, Sources[source].Evolve(fact)) };

    private Ledger Evolve(string party, long version, StatementRecorded fact) => Put(Statement.Recorded(party, version, fact)) with
    {
        Keys = fact.Key is { } key ? Keys.SetItem(new(party, key), new(fact.Id, fact.Body)) : Keys,
    };
}

/// <summary>The keys of event streams: a kind and an id, <c>party/ukraine</c>.</summary>
public static class StreamKey
{
    public static string Party(string id) => $"party/{id}";

    public static string Negotiation(string id) => $"negotiation/{id}";

    public static string Issue(string id) => $"issue/{id}";

    public static string Source(string id) => $"source/{id}";

    public static string IdOf(string stream) => stream[(stream.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
