using CsvHelper;
using PositionLedger.Server.Exports;

namespace PositionLedger.Server.Imports;

/// <summary>Reads records of CSV (RFC 4180): statements, in columns that the file's first record names.</summary>
internal sealed class CsvLines
{
    private static readonly CsvReaderOptions Rfc4180 = new() { HasHeader = false, TrackLineNumbers = true, PoolStrings = true, MaxRecordSize = 2 * RecordSplitter.MaxRecord };

    private readonly Dictionary<string, int> _places;
    private readonly ImportOptions _options;
    private readonly int _columns;

    public CsvLines(IReadOnlyList<string> header, ImportOptions options)
    {
        (_options, _columns) = (options, header.Count);
        _places = header.Select((column, place) => (column, place)).ToDictionary(x => x.column, x => x.place, StringComparer.Ordinal);
    }

    /// <summary>The columns that a file's first record names.</summary>
    /// <exception cref="UnreadableFileException">One is unknown, or there twice.</exception>
    public static string[] Header(ReadOnlySpan<byte> record)
    {
        using var reader = CsvReader.Create(record.ToArray(), Rfc4180);
        string[] columns = reader.Read() ? [.. Enumerable.Range(0, reader.FieldCount).Select(place => reader.GetString(place).Trim())] : [];
        if (columns.FirstOrDefault(column => !ImportColumns.All.Contains(column, StringComparer.Ordinal)) is { } unknown)
        {
            throw new UnreadableFileException(
                $"The first line must name the columns, and '{Store.Json.Excerpt.Of(unknown, 60)}' is none: they are {string.Join(", ", ImportColumns.All)}.");
        }

        return columns.GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new UnreadableFileException($"The first line names the column '{twice.Key}' twice.")
            : columns;
    }

    /// <summary>The records that aren't blank.</summary>
    /// <param name="first">The line that the first one begins on, from 1.</param>
    public IEnumerable<ImportLine> Read(byte[] text, long first)
    {
        using var reader = CsvReader.Create(text, Rfc4180);
        while (reader.Read())
            yield return Read(first + reader.LineNumber - 1, reader);
    }

    private ImportLine Read(long number, CsvReader reader)
    {
        if (reader.FieldCount != _columns)
        {
            return ImportLine.Refused(number, null, "wrong-number-of-cells",
                $"The line has {reader.FieldCount} cells, and there are {_columns} columns. Put a cell that contains a comma or a quotation mark between quotation marks.");
        }

        var row = new CsvRow(column => _places.TryGetValue(column, out var place) ? CsvCell.TextOf(reader.GetString(place)) : _options.Values.GetValueOrDefault(column));
        var (command, mistakes) = row.Read();
        return mistakes.Count == 0
            ? new(number, LineCommand.Of(command, []), [])
            : new(number, null, [.. mistakes.Select(mistake => new LineRefusal(number, mistake.Column, LineRefusal.Invalid, mistake.Why))]);
    }
}
