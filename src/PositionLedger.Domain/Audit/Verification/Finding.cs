namespace PositionLedger.Domain.Audit.Verification;

/// <summary>One thing that is wrong, or that could not be checked, in a sentence.</summary>
/// <param name="Event">Null where it concerns no single event.</param>
public sealed record Finding(Verdict Verdict, string What, EventPlace? Event = null)
{
    public static Finding Failed(string what, EventPlace? place = null) => new(Verdict.Failed, what, place);

    public static Finding Unchecked(string what, EventPlace? place = null) => new(Verdict.Unchecked, what, place);

    public override string ToString() => Event is null ? What : $"{Event}: {What}";
}
