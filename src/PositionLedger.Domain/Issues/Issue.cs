namespace PositionLedger.Domain.Issues;

/// <summary>One question under negotiation, written as a proposition that a party can accept or reject.</summary>
/// <param name="Negotiation">The process the issue belongs to.</param>
/// <param name="Parent">The wider issue this one is part of; a parent's stance is never made of its children's.</param>
public sealed record Issue(string Id, string Negotiation, string Title, string Proposition, string? Parent)
{
    public static Issue Registered(IssueRegistered e) => new(e.Id, e.Negotiation, e.Title, e.Proposition, e.Parent);
}

/// <summary>An issue was put on record.</summary>
public sealed record IssueRegistered(string Id, string Negotiation, string Title, string Proposition, string? Parent) : LedgerEvent;
