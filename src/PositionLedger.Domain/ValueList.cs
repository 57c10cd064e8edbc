using System.Collections;
using System.Runtime.CompilerServices;

namespace PositionLedger.Domain;

/// <summary>An immutable list that equals another one with equal items in the same order.</summary>
/// <remarks>Records compare their members; with an array as a member two equal statements would differ.</remarks>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] _items;

    internal ValueList(T[] items) => _items = items;

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public ValueList<T> Add(T item) => new([.. _items, item]);

    /// <summary>The same list with the item at <paramref name="index"/> (from 0) replaced.</summary>
    public ValueList<T> SetItem(int index, T item)
    {
        T[] items = [.. _items];
        items[index] = item;
        return new(items);
    }

    public bool Equals(ValueList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes value lists.</summary>
public static class ValueList
{
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) =>
        new(items.ToArray());
}
