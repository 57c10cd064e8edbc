using PositionLedger.Server.Store;

namespace PositionLedger.Server.Exports;

/// <summary>Writes the whole record, one call to a line.</summary>
internal static class StatementsAsNdjson
{
    public static async Task WriteAsync(Stream body, Database database, ExportedLeaves leaves, long size, CancellationToken cancel)
    {
        var order = new LinesInOrder();
        await foreach (var page in leaves.HistoriesAsync(cancel))
        {
            var events = await ExportedEvent.ReadAsync(database, page, cancel);
            var copies = await ExportedEvent.CopiesAsync(database, events, size, cancel);
            await WriteAsync(body, events.SelectMany(e => order.Take(e.Stream, EventLines.Of(e, copies))), cancel);
        }

        await WriteAsync(body, order.Rest(), cancel);
    }

    private static async Task WriteAsync(Stream body, IEnumerable<ExportLine> lines, CancellationToken cancel)
    {
        foreach (var line in lines)
            await body.WriteAsync(line.Utf8(), cancel);
    }
}
