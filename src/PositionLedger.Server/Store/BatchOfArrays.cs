using Npgsql;
using NpgsqlTypes;

namespace PositionLedger.Server.Store;

/// <summary>Adds statements to a batch whose parameters are columns of rows, for <c>unnest</c>.</summary>
internal static class BatchOfArrays
{
    /// <summary>Adds one; a parameter that the SQL takes for <c>jsonb</c> is sent as that.</summary>
    public static void Add(this NpgsqlBatch batch, string sql, params Array[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(sql.Contains($"${command.Parameters.Count + 1}::jsonb", StringComparison.Ordinal)
                ? new() { Value = value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb }
                : new() { Value = value });
        batch.BatchCommands.Add(command);
    }
}
