using Parquet;
using Parquet.Schema;

namespace PositionLedger.Server.Exports;

/// <summary>Rows that are written together, column by column; as many as memory has room for.</summary>
internal sealed class RowGroup(ParquetSchema schema, IReadOnlyList<StatementColumn> columns)
{
    private const int MaxRows = 50_000;

    // Of all its texts together: some tens of megabytes.
    private const long MaxCharacters = 16_000_000;

    // Words, ids and names come again and again; quotations don't.
    private const int LongestKept = 100;

    private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);
    private readonly List<string?>[] _texts = [.. columns.Select(_ => new List<string?>())];
    private readonly List<DateOnly?>[] _days = [.. columns.Select(_ => new List<DateOnly?>())];
    private readonly List<int?>[] _numbers = [.. columns.Select(_ => new List<int?>())];
    private int _rows;
    private long _characters;

    public bool IsFull => _rows >= MaxRows || _characters >= MaxCharacters;

    public void Add(StandingStatement statement)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Day is { } day)
                _days[i].Add(day(statement)?.ToDateOnly());
            else if (columns[i].Number is { } number)
                _numbers[i].Add(number(statement));
            else
                _texts[i].Add(Kept(columns[i].TextOf(statement)));
        }

        _rows++;
    }

    /// <summary>Writes what there is, and begins anew.</summary>
    public async Task WriteAsync(ParquetWriter file, CancellationToken cancel)
    {
        if (_rows == 0)
            return;

        using var group = file.CreateRowGroup();
        for (var i = 0; i < columns.Count; i++)
        {
            var field = schema.DataFields[i];
            if (columns[i].Day is not null)
                await group.WriteAsync<DateOnly>(field, _days[i].ToArray().AsMemory(), cancellationToken: cancel);
            else if (columns[i].Number is not null)
                await group.WriteAsync<int>(field, _numbers[i].ToArray().AsMemory(), cancellationToken: cancel);
            else
                await group.WriteAsync(field, _texts[i]);
            (_texts[i], _days[i], _numbers[i]) = ([], [], []);
        }

        group.CompleteValidate();
        _kept.Clear();
        (_rows, _characters) = (0, 0);
    }

    private string? Kept(string? text)
    {
        if (text is null)
            return null;
        if (text.Length <= LongestKept && _kept.TryGetValue(text, out var same))
            return same;

        _characters += text.Length;
        return text.Length <= LongestKept ? _kept[text] = text : text;
    }
}
