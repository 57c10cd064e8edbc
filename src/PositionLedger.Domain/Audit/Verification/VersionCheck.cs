namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Whether the versions of every stream follow each other as the leaves do.</summary>
internal sealed class VersionCheck(Tally tally)
{
    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);

    /// <summary>Takes the next event in the order of the leaves.</summary>
    public void Take(EventPlace place)
    {
        if (place is not { Stream: { } stream, Version: { } version })
            return;

        var last = _last.GetValueOrDefault(stream);
        tally.Add(AuditPoint.Versions, Disorder(stream, last, version) is { } what ? Finding.Failed(what, place) : null);
        _last[stream] = Math.Max(last, version);
    }

    /// <summary>Takes an event that isn't sealed; what else was recorded with it may have been sealed while the rows were read.</summary>
    public void TakeUnsealed(EventPlace place)
    {
        if (place is { Stream: { } stream, Version: { } version } && version <= _last.GetValueOrDefault(stream))
            tally.Failed(AuditPoint.Versions, $"The stream has an event of version {_last[stream]} that is sealed before it.", place);
    }

    private static string? Disorder(string stream, long last, long version) =>
        version == last + 1 ? null
        : version <= last ? $"It is sealed after version {last} of its stream."
        : version == last + 2 ? $"Version {last + 1} of {stream} is missing before it."
        : $"Versions {last + 1} to {version - 1} of {stream} are missing before it.";
}
