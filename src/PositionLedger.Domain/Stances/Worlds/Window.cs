namespace PositionLedger.Domain.Stances.Worlds;

/// <summary>Days in a row, the first and the last included; empty where the last comes before the first.</summary>
internal readonly record struct Window(int Start, int End)
{
    public bool IsEmpty => Start > End;

    public Window Within(Part part) => new(Math.Max(Start, part.Earliest), Math.Min(End, part.Limit));
}
