namespace PositionLedger.Domain.Stances;

/// <summary>A named, versioned rule of who governs; its id is part of every answer.</summary>
/// <param name="RanksAuthority">Whether a higher voice outlasts a later, lower one.</param>
public sealed record Policy(string Id, bool RanksAuthority)
{
    /// <summary>The highest voice counts; a lower one takes over after half a year of silence or a lapse.</summary>
    public static Policy AuthorityFirst { get; } = new("authority-first/1", true);

    /// <summary>Whoever spoke last counts, whatever the authority.</summary>
    public static Policy LatestFirst { get; } = new("latest-first/1", false);

    /// <summary>All there are, the default first.</summary>
    public static ValueList<Policy> All { get; } = [AuthorityFirst, LatestFirst];

    public static Policy? Find(string id) => All.FirstOrDefault(policy => policy.Id == id);
}
