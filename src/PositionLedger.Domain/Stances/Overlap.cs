using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>What a reading of several parties' stances on one issue comes to: of what they declared, never of their private limits.</summary>
/// <param name="Pairs">How far apart every two parties are, in the order in which the parties were given.</param>
/// <param name="Largest">The largest of these; null where no two parties are both on the scale.</param>
public sealed record Overlap(OverlapKind Kind, ValueList<Divergence> Pairs, decimal? Largest)
{
    /// <summary>Reads across parties on one day, at one knowledge.</summary>
    /// <param name="faces">Each party's stance on the same issue; none gives <see cref="OverlapKind.Unknown"/>.</param>
    public static Overlap Of(IReadOnlyList<PartyStance> faces)
    {
        ValueList<Divergence> pairs = [.. faces.SelectMany((one, i) => faces.Skip(i + 1), (one, other) => new Divergence(one.Party, other.Party, Between(one, other)))];
        return new(KindOf(faces), pairs, pairs.Max(pair => pair.Value));
    }

    private static OverlapKind KindOf(IReadOnlyList<PartyStance> faces)
    {
        if (faces.Count == 0 || faces.Any(face => !face.Stance.IsOnScale && face.Stance != Outcome.Contested))
            return OverlapKind.Unknown;
        if (faces.Any(face => face.Stance == Outcome.Contested))
            return OverlapKind.Contested;

        return Opposed(faces) ?? OnOneSide(faces);
    }

    private static OverlapKind? Opposed(IReadOnlyList<PartyStance> faces)
    {
        if (!AreOpposed(faces))
            return null;

        return AreOpposed(faces.Where(face => face.Firmness >= Firmness.Committed)) ? OverlapKind.Deadlock : OverlapKind.Gap;
    }

    private static bool AreOpposed(IEnumerable<PartyStance> faces)
    {
        var sides = faces.Select(face => Math.Sign((int)face.Stance)).ToHashSet();
        return sides.Contains(-1) && sides.Contains(1);
    }

    private static OverlapKind OnOneSide(IReadOnlyList<PartyStance> faces)
    {
        if (faces.All(face => face.Stance < Outcome.Open))
            return OverlapKind.DeclaredRejection;
        if (faces.Any(face => face.Stance == Outcome.Open))
            return OverlapKind.Open;

        return faces.Any(face => face.Conditions.Any(condition => condition.State == ConditionState.Open))
            ? OverlapKind.Conditional
            : OverlapKind.DeclaredOverlap;
    }

    private static decimal? Between(PartyStance one, PartyStance other) =>
        one.Stance.IsOnScale && other.Stance.IsOnScale ? Math.Abs((int)one.Stance - (int)other.Stance) / 4m : null;
}

/// <summary>What one party declares on an issue, as far as a reading across parties needs it.</summary>
public sealed record PartyStance(string Party, Outcome Stance, Firmness? Firmness, ValueList<StandingCondition> Conditions)
{
    public static PartyStance Of(string party, StanceAnswer answer) => new(party, answer.Stance, answer.Firmness, answer.Conditions);
}

/// <summary>How far apart two parties are.</summary>
/// <param name="Value">The whole scale is 1, its steps are quarters; null where either party is off the scale.</param>
public sealed record Divergence(string One, string Other, decimal? Value);

/// <summary>What parties' stances come to together: the first that holds, the worst first.</summary>
public enum OverlapKind
{
    /// <summary>Somebody hasn't declared a place on the scale, or nobody was asked about.</summary>
    Unknown,

    /// <summary>Somebody's equal voices contradict each other.</summary>
    Contested,

    /// <summary>Two are on opposite sides, and both are committed to theirs or call it a red line.</summary>
    Deadlock,

    /// <summary>Two are on opposite sides.</summary>
    Gap,

    /// <summary>All are against.</summary>
    DeclaredRejection,

    /// <summary>Nobody is on the side opposite to another's, and somebody is open.</summary>
    Open,

    /// <summary>All are in favour, somebody on a condition that is still open.</summary>
    Conditional,

    /// <summary>All are in favour, without open conditions.</summary>
    DeclaredOverlap,
}
