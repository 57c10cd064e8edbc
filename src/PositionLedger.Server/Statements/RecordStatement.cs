using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Statements;

/// <summary>What a recorder is told after recording or amending.</summary>
/// <param name="Revision">The statement's revision now; its ETag.</param>
/// <param name="RecordedAt">When the ledger took this act in, by the database's clock; null when it had it before.</param>
/// <param name="Report">The number of the report added or named; null where it is about no report.</param>
/// <param name="Joint">All copies of a joint statement, this one included; empty for an ordinary one.</param>
public sealed record StatementReceipt(
    Guid Id, string Party, string Issue, int Revision, bool Retracted, Instant? RecordedAt, int? Report, string Location,
    IReadOnlyList<CopyReceipt> Joint)
{
    public static StatementReceipt Of(Statement statement, Ledger known, Instant? recordedAt, int? report = null) => new(
        statement.Id, statement.Party, statement.Body.Issue, statement.Revision, statement.Retracted, recordedAt, report,
        LocationOf(statement.Id),
        [.. statement.Joint.Select(copy => new CopyReceipt(copy.Party, copy.Statement, known.Statements[copy.Statement].Revision))]);

    public static string LocationOf(Guid statement) => $"/api/v1/statements/{statement}";
}

/// <summary>A copy of a joint statement after recording or amending.</summary>
public sealed record CopyReceipt(string Party, Guid Statement, int Revision);

/// <summary>Records a statement that a party made, alone or together with others.</summary>
public static class RecordStatementEndpoint
{
    [WolverinePost("/api/v1/parties/{party}/statements"), ReadsBody(typeof(StatementRequest)), NotYet("dryRun")]
    [Answers(201, typeof(StatementReceipt)), Answers(200, typeof(StatementReceipt)), Refuses(400, 401, 404, 409, 413, 415, 422, 429)]
    [EndpointSummary("Records a statement")]
    [EndpointDescription("With a key it is safe to send again: the same content answers 200 with the first, other content 409.")]
    public static async Task<IResult> Post(string party, HttpContext http, Commands commands, CancellationToken cancel)
    {
        var (request, problem) = await RequestBody.ReadAsync<StatementRequest>(http);
        var fields = new Fields();
        var command = request?.Command(party, fields);
        if (command is null || fields.Problem is not null)
            return problem ?? fields.Problem!;

        return await commands.RunAsync(http, command, new(
            Recorded: done => Tagged(http, command.Id, done.After, done.Stamps[0].RecordedAt),
            Unchanged: same => Tagged(http, Guid.Parse(same.Id), same.Known, null)), cancel);
    }

    private static IResult Tagged(HttpContext http, Guid id, Ledger known, Instant? recordedAt)
    {
        var receipt = StatementReceipt.Of(known.Statements[id], known, recordedAt);
        http.Response.Headers.ETag = $"\"{receipt.Revision}\"";
        http.Response.Headers.Location = receipt.Location;
        return recordedAt is null ? Answers.Ok(receipt) : Answers.Created(http, receipt.Location, receipt);
    }
}
