using Parquet;
using Parquet.Schema;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Exports;

/// <summary>Writes statements as they stand, with dates as dates.</summary>
internal static class StatementsAsParquet
{
    public const string ContentType = "application/vnd.apache.parquet";

    private static readonly StatementColumn[] Columns = [.. StatementColumn.All, .. StatementColumn.PossibleDays];

    public static async Task WriteAsync(Stream body, Database database, ExportedLeaves leaves, long size, CancellationToken cancel)
    {
        // A schema belongs to the file that is written with it.
        var schema = new ParquetSchema(Columns.Select(FieldOf));
        await using var file = await ParquetWriter.CreateAsync(schema, new UnflushedStream(body), cancellationToken: cancel);
        file.CustomMetadata = new Dictionary<string, string> { ["ledgerSize"] = $"{size}", ["leavesOut"] = StatementColumn.LeftOut };
        var group = new RowGroup(schema, Columns);
        await foreach (var page in leaves.RecordingsAsync(cancel))
        {
            foreach (var statement in await StandingStatement.ReadAsync(database, page, size, cancel))
                group.Add(statement);
            if (group.IsFull)
                await group.WriteAsync(file, cancel);
        }

        await group.WriteAsync(file, cancel);
    }

    private static DataField FieldOf(StatementColumn column) => new(
        column.Name, column.Day is not null ? typeof(DateOnly) : column.Number is not null ? typeof(int) : typeof(string), isNullable: true);
}
