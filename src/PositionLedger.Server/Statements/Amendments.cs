using System.ComponentModel.DataAnnotations;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Statements;

/// <summary>A reason, which every amendment needs, as a recorder sends it.</summary>
public sealed record ReasonRequest
{
    public const int MaxLength = 2_000;

    [Required] public string? Reason { get; init; }
}

/// <summary>What all amendments of a statement share: they find its party, honour If-Match and answer with the new revision.</summary>
public sealed class Amendments(Commands commands, Database database)
{
    /// <summary>Makes the command, once the party and the expected revisions are known and the body was read.</summary>
    public delegate AmendStatement Make<in T>(string party, ValueList<int>? expected, T request, Fields fields);

    public async Task<IResult> RunAsync<T>(HttpContext http, Guid id, bool needsIfMatch, Make<T> make, CancellationToken cancel)
        where T : class
    {
        var (request, malformed) = await RequestBody.ReadAsync<T>(http);
        if (request is null)
            return malformed!;
        if (await PartyOfAsync(id, cancel) is not { } party)
            return await commands.RefuseAsync(Refusal.UnknownStatement(id), cancel);

        var (expected, unmatched) = IfMatch.Read(http, needsIfMatch);
        var fields = new Fields();
        var command = make(party, expected, request, fields);
        return unmatched ?? fields.Problem ?? await RunAsync(http, command, cancel);
    }

    private async Task<IResult> RunAsync(HttpContext http, AmendStatement command, CancellationToken cancel)
    {
        var isReport = command is AddReport;
        return await commands.RunAsync(http, command, new(
            Recorded: done =>
            {
                var statement = Tag(http, done.After.Statements[command.Id]);
                var report = isReport ? statement.Body.Reports.Count : (int?)null;
                var receipt = StatementReceipt.Of(statement, done.Stamps[0].RecordedAt, report);
                return isReport ? Answers.Created(http, receipt.Location, receipt) : Answers.Ok(receipt);
            },
            Unchanged: same => Answers.Ok(StatementReceipt.Of(Tag(http, same.Known.Statements[command.Id]), null, same.Number))), cancel);
    }

    private static Statement Tag(HttpContext http, Statement statement)
    {
        http.Response.Headers.ETag = $"\"{statement.Revision}\"";
        return statement;
    }

    private Task<string?> PartyOfAsync(Guid id, CancellationToken cancel) => database.FirstAsync(
        "select party from ledger.statement_version where statement_id = $1 and revision = 1", row => row.GetString(0), cancel, id);
}
