using System.Text.Json;
using JasperFx.Events;
using Marten;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Store.ReadModels;

/// <summary>A statement as an amendment left it.</summary>
internal sealed record AmendedRow(Guid EventId, Statement Statement)
{
    public string Body => JsonSerializer.Serialize(Statement.Body, WireJson.Stored);
}

/// <summary>Folds amendments over the statements they amend, which may have been recorded or amended in the same transaction.</summary>
internal static class AmendedRows
{
    public static async Task<IReadOnlyList<AmendedRow>> FoldAsync(
        IQuerySession session, string schema, IReadOnlyList<IEvent> recorded, IReadOnlyList<IEvent> amended, CancellationToken cancel)
    {
        var ids = amended.Select(e => ((StatementAmendment)e.Data).Statement).Distinct().ToArray();
        var statements = await OpenAsync(session, schema, ids, cancel);
        foreach (var e in recorded)
        {
            var fact = (StatementRecorded)e.Data;
            statements[fact.Id] = Statement.Recorded(StreamKey.IdOf(e.StreamKey!), 0, fact);
        }

        var rows = new List<AmendedRow>(amended.Count);
        foreach (var e in amended)
        {
            var amendment = (StatementAmendment)e.Data;
            statements[amendment.Statement] = statements[amendment.Statement].Evolve(amendment);
            rows.Add(new(e.Id, statements[amendment.Statement]));
        }

        return rows;
    }

    private static async Task<Dictionary<Guid, Statement>> OpenAsync(IQuerySession session, string schema, Guid[] ids, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"""
            select {StatementRow.Columns} from {schema}.statement_version v where v.statement_id = any($1) and v.closed_by is null
            """);
        command.Parameters.Add(new() { Value = ids });
        await using var reader = await session.ExecuteReaderAsync(command, cancel);
        return (await StatementRow.ReadAllAsync(reader, cancel)).ToDictionary(s => s.Id);
    }
}
