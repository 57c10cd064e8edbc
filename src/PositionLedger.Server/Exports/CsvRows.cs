using CsvHelper;

namespace PositionLedger.Server.Exports;

/// <summary>Rows of a CSV file (RFC 4180): UTF-8, commas, quotes where needed, lines that end in CR LF.</summary>
internal static class CsvRows
{
    public const string ContentType = "text/csv";

    public static byte[] Utf8(IEnumerable<IEnumerable<string?>> rows)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, CsvWriterOptions.Default, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                foreach (var cell in row)
                    csv.WriteField(cell is null ? null : CsvCell.Of(cell));
                csv.EndRecord();
            }
        }

        return bytes.ToArray();
    }
}
