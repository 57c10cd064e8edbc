using System.Numerics;

namespace PositionLedger.Domain.Stances.Worlds;

/// <summary>A set of outcomes.</summary>
internal readonly record struct OutcomeSet(int Bits)
{
    public bool Has(Outcome outcome) => (Bits & Bit(outcome)) != 0;

    public OutcomeSet With(Outcome outcome) => new(Bits | Bit(outcome));

    public OutcomeSet Without(Outcome outcome) => new(Bits & ~Bit(outcome));

    public OutcomeSet And(OutcomeSet others) => new(Bits | others.Bits);

    /// <summary>Its members, by their place in <see cref="Outcome"/>.</summary>
    public ValueList<Outcome> ToList()
    {
        var outcomes = new Outcome[BitOperations.PopCount((uint)Bits)];
        for (int bits = Bits, i = 0; bits != 0; bits &= bits - 1)
            outcomes[i++] = (Outcome)(BitOperations.TrailingZeroCount(bits) + (int)Outcome.Rejects);
        return ValueList.Create<Outcome>(outcomes);
    }

    private static int Bit(Outcome outcome) => 1 << outcome - Outcome.Rejects;
}
