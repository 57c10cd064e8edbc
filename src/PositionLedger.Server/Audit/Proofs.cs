using PositionLedger.Domain.Audit;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;
using Wolverine.Http;

namespace PositionLedger.Server.Audit;

/// <summary>That a later tree begins with an earlier one.</summary>
/// <param name="Proof">RFC 6962's consistency proof, each hash in base64.</param>
public sealed record ConsistencyProof(long From, long To, IReadOnlyList<string> Proof);

/// <summary>Proofs that an event is in the log, and that the log only grew.</summary>
public static class ProofsEndpoint
{
    private const string LeafOf = "select leaf_index from ledger.leaf where event_id = $1";

    private const string IsRecorded = "select exists (select from ledger.mt_events where id = $1)";

    [WolverineGet("/api/v1/audit/proofs/{eventId}")]
    [Answers(200, typeof(string), "text/plain"), Refuses(404)]
    [EndpointSummary("Proof that an event is in the log, with the checkpoint that it leads to (C2SP tlog-proof)")]
    public static async Task<IResult> Get(Guid eventId, Database database, CancellationToken cancel)
    {
        var (proof, isRecorded) = await database.InOneStateAsync(async snapshot =>
            (await ProofAsync(snapshot, eventId), (await snapshot.ListAsync(IsRecorded, row => row.GetBoolean(0), eventId))[0]), cancel);
        if (proof is not null)
            return Results.Text(proof.ToText(), CheckpointEndpoint.Text);

        return isRecorded
            ? Problems.Of(404, "not-sealed", $"The event {eventId} is on record and not sealed yet. Ask again in a second.")
            : Problems.Of(404, "unknown-event", $"No event {eventId} is on record.");
    }

    [WolverineGet("/api/v1/audit/consistency"), OpenToAll]
    [Takes("from", "The size of the earlier tree.", Required = true), Takes("to", "The size of the later one; the newest where it is left out.")]
    [Answers(200, typeof(ConsistencyProof)), Refuses(400, 404)]
    [EndpointSummary("Proof that the log only grew from one size to another (RFC 6962)")]
    public static async Task<IResult> GetConsistency(HttpContext http, Database database, CancellationToken cancel)
    {
        var fields = new Fields();
        var from = WholeNumber.Read(fields, http, "from");
        var to = WholeNumber.Read(fields, http, "to");
        _ = fields.Required("from", from);
        if (fields.Problem is { } problem)
            return problem;

        return await database.InOneStateAsync(async snapshot =>
        {
            if (await NewestCheckpoint.ReadAsync(snapshot) is not var (newest, _))
                return NewestCheckpoint.None();
            var size = to ?? newest;
            if (size > newest || from > size)
                return Problems.Invalid(size > newest ? "to" : "from", size > newest ? $"is larger than the log, which has {newest} entries." : "must not be larger than 'to'.");

            var hashes = await LedgerTree.ReadAsync(snapshot, ProofPlan.Consistency(from!.Value, size));
            return Answers.Json(http, new ConsistencyProof(from.Value, size, [.. hashes.Select(hash => hash.ToString())]));
        }, cancel);
    }

    /// <summary>Null where the event isn't sealed.</summary>
    internal static async Task<TlogProof?> ProofAsync(Snapshot snapshot, Guid eventId)
    {
        var places = await snapshot.ListAsync(LeafOf, row => row.GetInt64(0), eventId);
        if (places.Count == 0)
            return null;

        var (size, note) = (await NewestCheckpoint.ReadAsync(snapshot))!.Value;
        return new(places[0], await LedgerTree.ReadAsync(snapshot, ProofPlan.Inclusion(places[0], size)), note);
    }
}
