using System.Text.Json;
using NodaTime;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.Sealed;
using Wolverine.Http;

namespace PositionLedger.Server.Statements;

/// <summary>One statement with its whole history, by all that is known now or was known earlier.</summary>
public static class ShowStatementEndpoint
{
    [WolverineGet("/api/v1/statements/{id}")]
    [Takes("knownAt", KnowledgeParameters.KnownAtHelp), Takes("ledgerSize", KnowledgeParameters.SizeHelp), Takes("format", KnowledgeParameters.FormatHelp)]
    [Answers(200, typeof(StatementAnswer)), Refuses(400, 404, 410)]
    [EndpointSummary("A statement as it stands or stood, with its reports and the history of its amendments")]
    public static async Task<IResult> Get(Guid id, HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var known = await KnowledgeParameters.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is { } problem)
            return problem;

        var answer = await database.InOneStateAsync(snapshot => ReadAsync(snapshot, id, known), cancel);
        return answer is null
            ? await commands.RefuseAsync(known.Size is { } size ? Refusal.NotOnRecordAt(size, "statement", $"{id}") : Refusal.UnknownStatement(id), cancel)
            : Answers.Json(http, answer, $"{answer.Revision}");
    }

    private static async Task<StatementAnswer?> ReadAsync(Snapshot snapshot, Guid id, Knowledge known)
    {
        // Of the versions only the last one's body: a statement of a thousand reports has as many bodies, ever larger.
        var rows = await snapshot.ListAsync($"""
            select {StatementRow.ColumnsBeforeBody}, case when {known.Standing("v", "$2")} then v.body end,
              v.key, e.type, e.timestamp, e.user_name, e.correlation_id, e.headers->>'client', e.data, v.joint
            from ledger.statement_version v join ledger.mt_events e on e.id = v.opened_by
            where v.statement_id = $1 and {known.Opened("v", "$2")} order by v.revision
            """, Read, id, known.Limit);
        if (rows.Count == 0)
            return null;

        var (statement, key, _) = rows[^1];
        var ledger = await LedgerPosition.ReadAsync(snapshot, known);
        return StatementAnswer.Of(statement!, key, [.. rows.Select(row => row.Event)], ledger,
            await SealedStreams.HoldAllAsync(snapshot, ledger, [statement!.Party], []));
    }

    private static (Statement? Statement, string? Key, StatementEvent Event) Read(NpgsqlDataReader row)
    {
        var statement = row.IsDBNull(5) ? null : StatementRow.Read(row, 0) with { Joint = StatementRow.Joint(row, 13) };
        return (statement, Text(6), new(row.GetInt32(3), row.GetString(7), Instant.FromDateTimeUtc(row.GetDateTime(8)), Text(9), Text(10),
            Text(11), JsonSerializer.Deserialize<JsonElement>(row.GetFieldValue<byte[]>(12))));

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
