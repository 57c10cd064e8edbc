using System.Globalization;
using System.Text.Json;
using NodaTime;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Http;
using PositionLedger.Server.Stances;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Store.Sealed;
using Wolverine.Http;

namespace PositionLedger.Server.Audit;

/// <summary>One event of a party's history with its metadata, and what it did to the stances on the day asked about.</summary>
/// <param name="Leaf">Its place in the sealed ledger, from 0; null where it wasn't sealed when the replay began.</param>
/// <param name="Version">Its place in its stream, from 1.</param>
/// <param name="Event">The event as it is stored.</param>
public sealed record ReplayedEvent(
    long? Leaf, string Stream, long Version, Guid Id, string Type, Instant RecordedAt, string? RecordedBy, string? Correlation, string? Client,
    JsonElement Event, IReadOnlyList<ReplayedStance> Stances);

/// <summary>A party's history, event by event.</summary>
public sealed record PartyHistory(string Party, LocalDate On, string Policy, LedgerPosition Ledger, IReadOnlyList<ReplayedEvent> Events);

/// <summary>Replays a party's history for an audit, streamed: NDJSON where the caller accepts it, otherwise one JSON object.</summary>
public static class ReplayPartyEndpoint
{
    [WolverineGet("/api/v1/parties/{party}/replay")]
    [Takes("from", "The first version of the party's stream to answer; everything before it is folded all the same. What a source was graded or a bloc said between the version before and this one belongs to the part before.")]
    [Takes("to", "The last version, inclusive.")]
    [Takes("on", "The day whose stances are compared, YYYY-MM-DD; today by the ledger's clock (UTC) where it is left out, and with knownAt or ledgerSize the day on which that was sealed.")]
    [Takes("policy", StanceQuestion.PolicyHelp)]
    [Takes("knownAt", KnowledgeParameters.KnownAtHelp), Takes("ledgerSize", KnowledgeParameters.SizeHelp), Takes("format", KnowledgeParameters.FormatHelp)]
    [Answers(200, typeof(PartyHistory)), Answers(200, typeof(ReplayedEvent), NdjsonBody.ContentType), Refuses(400, 404, 410)]
    [EndpointSummary("A party's history, event by event, with the stances before and after")]
    public static async Task<IResult> Get(string party, HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var range = (From: Version(fields, http, "from") ?? 1, To: Version(fields, http, "to") ?? long.MaxValue);
        var on = fields.Day("on", http.Request.Query["on"]);
        var policy = StanceQuestion.ReadPolicy(http, fields);
        if (range.To < range.From)
            fields.Wrong("to", "must not lie before 'from'.");
        var known = await KnowledgeParameters.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is { } problem)
            return problem;
        if (await ReplayBounds.ReadAsync(database, party, range.To, known, cancel) is not { } bounds)
            return await commands.RefuseAsync(Unknown.Party(party, known), cancel);

        var replay = new PartyReplay(party, on ?? bounds.Today, policy);
        var events = new ReplayedEvents(party, new(database, party, bounds), range, replay).ReadAsync(cancel);
        return http.Request.Headers.Accept.ToString().Contains("ndjson", StringComparison.OrdinalIgnoreCase)
            ? NdjsonBody.Of(events, cancel)
            : Results.Stream(body => WriteObjectAsync(body, new(party, on ?? bounds.Today, policy.Id, bounds.Ledger, []), events, cancel), "application/json; charset=utf-8");
    }

    private static async Task WriteObjectAsync(
        Stream body, PartyHistory empty, IAsyncEnumerable<ReplayedEvent> events, CancellationToken cancel)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(empty, WireJson.Answers);
        await body.WriteAsync(head.AsMemory(..^2), cancel); // without "]}"
        var isFirst = true;
        await foreach (var e in events)
        {
            if (!isFirst)
                await body.WriteAsync(","u8.ToArray(), cancel);
            await JsonSerializer.SerializeAsync(body, e, WireJson.Answers, cancel);
            isFirst = false;
        }

        await body.WriteAsync("]}"u8.ToArray(), cancel);
    }

    private static long? Version(Fields fields, HttpContext http, string name)
    {
        var text = http.Request.Query[name].ToString();
        if (text.Length == 0)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version >= 1)
            return version;

        fields.Wrong(name, "must be a version of the party's stream, from 1.");
        return null;
    }
}
