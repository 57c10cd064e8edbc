using PositionLedger.Server.Store;

namespace PositionLedger.Server.Exports;

/// <summary>Writes statements as they stand, one to a row.</summary>
internal static class StatementsAsCsv
{
    public static async Task WriteAsync(Stream body, Database database, ExportedLeaves leaves, long size, CancellationToken cancel)
    {
        await body.WriteAsync(CsvRows.Utf8([StatementColumn.All.Select(column => column.Name)]), cancel);
        await foreach (var page in leaves.RecordingsAsync(cancel))
        {
            var rows = await StandingStatement.ReadAsync(database, page, size, cancel);
            await body.WriteAsync(CsvRows.Utf8(rows.Select(row => StatementColumn.All.Select(column => column.TextOf(row)))), cancel);
        }
    }
}
