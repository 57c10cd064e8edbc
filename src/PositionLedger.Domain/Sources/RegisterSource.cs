namespace PositionLedger.Domain.Sources;

/// <summary>Asks to put a source on record.</summary>
public sealed record RegisterSource(string Id, string Name, string? Kind, Reliability Reliability) : Command
{
    public override string Stream => StreamKey.Source(Id);

    public override Needs Needs => new() { Sources = [Id] };

    public override Decision Decide(Ledger ledger)
    {
        if (!ledger.Sources.TryGetValue(Id, out var source))
            return Decision.Append(Stream, new SourceRegistered(Id, Name, Kind, Reliability));

        var same = (source.Name, source.Kind, source.RegisteredReliability) == (Name, Kind, Reliability);
        return same ? new Decision.Unchanged(Id) : Refusal.Different("source", Id);
    }
}
