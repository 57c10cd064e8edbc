using System.ComponentModel.DataAnnotations;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;

namespace PositionLedger.Server.Statements;

/// <summary>What every amendment of a joint statement may say.</summary>
public interface IAmendmentRequest
{
    /// <summary>The one holder of a joint statement whose copy is amended; left out, all copies are.</summary>
    string? Only { get; }
}

/// <summary>A reason, which every amendment needs, as a recorder sends it.</summary>
public sealed record ReasonRequest : IAmendmentRequest
{
    public const int MaxLength = 2_000;

    [Required] public string? Reason { get; init; }

    /// <inheritdoc/>
    public string? Only { get; init; }
}

/// <summary>What all amendments of a statement share: they find its party, honour If-Match and answer with the new revision.</summary>
public sealed class Amendments(Commands commands, Database database)
{
    /// <summary>Makes the command, once the party and the expected revisions are known and the body was read.</summary>
    public delegate AmendStatement Make<in T>(string party, ValueList<int>? expected, T request, Fields fields);

    public async Task<IResult> RunAsync<T>(HttpContext http, Guid id, bool needsIfMatch, Make<T> make, CancellationToken cancel)
        where T : class, IAmendmentRequest
    {
        var (request, malformed) = await RequestBody.ReadAsync<T>(http);
        if (request is null)
            return malformed!;
        if (await HoldersOfAsync(id, cancel) is not { } holders)
            return await commands.RefuseAsync(Refusal.UnknownStatement(id), cancel);

        var (expected, unmatched) = IfMatch.Read(http, needsIfMatch);
        var fields = new Fields();
        var command = make(holders.Party, expected, request, fields) with { Joint = holders.Joint, Only = fields.OptionalSlug("only", request.Only) };
        return unmatched ?? fields.Problem ?? await RunAsync(http, command, cancel);
    }

    private async Task<IResult> RunAsync(HttpContext http, AmendStatement command, CancellationToken cancel)
    {
        return await commands.RunAsync(http, command, new(
            Recorded: done =>
            {
                var statement = Tag(http, done.After.Statements[command.Id]);
                var amended = command.Only is { } only ? done.After.Statements[statement.CopyOf(only)!.Value] : statement;
                var receipt = StatementReceipt.Of(statement, done.After, done.Stamps[0].RecordedAt, (command as AddReport)?.NumberIn(amended));
                return command is AddReport ? Answers.Created(http, receipt.Location, receipt) : Answers.Ok(receipt);
            },
            Unchanged: same => Answers.Ok(StatementReceipt.Of(Tag(http, same.Known.Statements[command.Id]), same.Known, null, same.Number))), cancel);
    }

    private static Statement Tag(HttpContext http, Statement statement)
    {
        http.Response.Headers.ETag = $"\"{statement.Revision}\"";
        return statement;
    }

    // Who holds it never changes, so it may be read before the locks are had.
    private Task<Holders?> HoldersOfAsync(Guid id, CancellationToken cancel) => database.FirstAsync(
        "select party, joint from ledger.statement_version where statement_id = $1 and revision = 1",
        row => new Holders(row.GetString(0), StatementRow.Joint(row, 1)), cancel, id);

    private sealed record Holders(string Party, ValueList<JointCopy> Joint);
}
