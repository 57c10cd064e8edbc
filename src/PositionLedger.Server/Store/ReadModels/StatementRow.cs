using System.Data.Common;
using System.Text.Json;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Store.ReadModels;

/// <summary>A row of statement versions, read as the statement it is.</summary>
internal static class StatementRow
{
    public const string ColumnsBeforeBody = "v.statement_id, v.party, v.ordinal, v.revision, v.retracted";

    public const string Columns = $"{ColumnsBeforeBody}, v.body";

    /// <summary>With the copies of a joint statement, which no stance asks for.</summary>
    public const string ColumnsWithJoint = $"{Columns}, v.joint";

    public static async Task<List<Statement>> ReadAllAsync(DbDataReader reader, CancellationToken cancel)
    {
        var statements = new List<Statement>();
        while (await reader.ReadAsync(cancel))
            statements.Add(Read(reader, 0));
        return statements;
    }

    /// <summary>Reads the <see cref="Columns"/> from the one at <paramref name="first"/> on.</summary>
    public static Statement Read(DbDataReader reader, int first) => new(
        reader.GetGuid(first),
        reader.GetString(first + 1),
        reader.GetInt64(first + 2),
        reader.GetInt32(first + 3),
        reader.GetBoolean(first + 4),
        JsonSerializer.Deserialize<StatementBody>(reader.GetFieldValue<byte[]>(first + 5), WireJson.Stored)!);

    /// <summary>Reads the <see cref="ColumnsWithJoint"/> from the one at <paramref name="first"/> on.</summary>
    public static Statement ReadWithJoint(DbDataReader reader, int first) => Read(reader, first) with { Joint = Joint(reader, first + 6) };

    /// <summary>Reads the copies of a joint statement; none of an ordinary one.</summary>
    public static ValueList<JointCopy> Joint(DbDataReader reader, int column) => reader.IsDBNull(column)
        ? []
        : JsonSerializer.Deserialize<ValueList<JointCopy>>(reader.GetFieldValue<byte[]>(column), WireJson.Stored)!;
}
