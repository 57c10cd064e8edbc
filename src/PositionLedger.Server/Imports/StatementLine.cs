using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using PositionLedger.Server.Statements;

namespace PositionLedger.Server.Imports;

/// <summary>A line of a file of statements: a statement, its party, and perhaps the ids that it had elsewhere.</summary>
public sealed record StatementLine : StatementRequest
{
    /// <summary>What the line records: a statement, where it is left out.</summary>
    public string? Record { get; init; }

    public string? Party { get; init; }

    /// <summary>The statement's id; left out, it gets one.</summary>
    public Guid? Id { get; init; }

    /// <summary>The id of the event that records it; left out, it gets one.</summary>
    public Guid? Event { get; init; }

    /// <summary>The ids of a joint statement's copies.</summary>
    public CopyLine[]? Copies { get; init; }

    /// <summary>The id of the statement that it refers to, or its key.</summary>
    public new string? RefersTo { get; init; }

    /// <summary>Asks to record it; what is wrong with it is gathered in <paramref name="fields"/>.</summary>
    public RecordStatement Command(Fields fields)
    {
        var command = Command(fields.Slug("party", Party), fields);
        if (RefersTo is { } target)
            command = Guid.TryParse(target, out var id)
                ? command with { Body = command.Body with { RefersTo = id } }
                : command with { RefersToKey = fields.Text("refersTo", target, StatementKey.MaxLength) };
        return command with
        {
            Id = Id ?? command.Id,
            HasChosenId = Id is not null || Copies is not null,
            JointWith = [.. command.JointWith.Select(copy => CopyOf(copy.Party)?.Id is { } id ? copy with { Statement = id } : copy)],
        };
    }

    /// <summary>The ids of its events, as far as they are given.</summary>
    public ValueList<Guid> EventIds => Event is not { } first
        ? []
        : [first, .. (JointWith ?? []).Select(party => CopyOf(party)?.Event).TakeWhile(id => id is not null).Select(id => id!.Value)];

    private CopyLine? CopyOf(string party) => Array.Find(Copies ?? [], copy => copy?.Party == party);
}

/// <summary>A copy of a joint statement in another holder's stream.</summary>
public sealed record CopyLine(string? Party, Guid? Id, Guid? Event);
