namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Which event is spoken of; what isn't known of it is null.</summary>
public sealed record EventPlace(Guid? Id, string? Stream, long? Version, long? Leaf)
{
    public override string ToString()
    {
        string?[] ids = [Id is { } id ? $"event {id}" : null, Leaf is { } leaf ? $"leaf {leaf}" : null];
        var known = string.Join(", ", ids.Where(text => text is not null));
        return Stream is null ? known : $"{Stream}, version {Version} ({known})";
    }
}
