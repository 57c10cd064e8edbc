using PositionLedger.Domain;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Http;

/// <summary>How an endpoint answers when its command went through.</summary>
public sealed record Replies(Func<WriteOutcome.Recorded, IResult> Recorded, Func<WriteOutcome.Unchanged, IResult> Unchanged);

/// <summary>Hands a command to the one writer and turns what became of it into an answer.</summary>
public sealed class Commands(LedgerWriter writer, Suggestions suggestions)
{
    public async Task<IResult> RunAsync(HttpContext http, Command command, Replies replies, CancellationToken cancel) =>
        await writer.WriteAsync(command, http.Recorder(), cancel) switch
        {
            WriteOutcome.Recorded recorded => replies.Recorded(recorded),
            WriteOutcome.Unchanged unchanged => replies.Unchanged(unchanged),
            WriteOutcome.Refused refused => await RefuseAsync(refused.Refusal, cancel),
            _ => Problems.Busy(http),
        };

    public async Task<IResult> RefuseAsync(Refusal refusal, CancellationToken cancel) =>
        Problems.Of(refusal, await suggestions.ForAsync(refusal, cancel));
}
