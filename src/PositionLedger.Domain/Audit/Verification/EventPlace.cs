namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Which event is spoken of; what isn't known of it is null.</summary>
public sealed record EventPlace(Guid? Id, string? Stream, long? Version, long? Leaf)
{
    public override string ToString()
    {
        string[] ids = [.. Id is { } id ? [$"event {id}"] : Array.Empty<string>(), .. Leaf is { } leaf ? [$"leaf {leaf}"] : Array.Empty<string>()];
        return Stream is null ? string.Join(", ", ids) : $"{Stream}, version {Version} ({string.Join(", ", ids)})";
    }
}
