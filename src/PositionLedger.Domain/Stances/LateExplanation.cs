namespace PositionLedger.Domain.Stances;

/// <summary>The steps of the rule for every statement, made when somebody reads them: most answers are asked for without.</summary>
internal sealed class LateExplanation(Func<ValueList<Considered>> make) : IEquatable<LateExplanation>
{
    public static readonly LateExplanation Empty = new(() => []);

    private readonly Lazy<ValueList<Considered>> _steps = new(make);

    public ValueList<Considered> Steps => _steps.Value;

    public bool Equals(LateExplanation? other) => ReferenceEquals(this, other) || (other is not null && Steps.Equals(other.Steps));

    public override bool Equals(object? obj) => Equals(obj as LateExplanation);

    public override int GetHashCode() => Steps.GetHashCode();
}
