namespace PositionLedger.Domain;

/// <summary>A field of a correction: absent (keep what is recorded) or given (overwrite, also with null).</summary>
public readonly record struct Optional<T>
{
    private readonly T _value;

    public Optional(T value)
    {
        _value = value;
        IsGiven = true;
    }

    public bool IsGiven { get; }

    /// <summary>The given value, or <paramref name="recorded"/> where none was given.</summary>
    public T Or(T recorded) => IsGiven ? _value : recorded;

    public static implicit operator Optional<T>(T value) => new(value);
}
