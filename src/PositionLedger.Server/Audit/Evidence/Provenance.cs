using System.Text.Json.Nodes;
using PositionLedger.Domain;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Server.Audit.Evidence;

/// <summary>Where each statement comes from, in the terms of W3C PROV: statements are entities, what was recorded are activities, who recorded or
/// reported it are agents.</summary>
internal static class Provenance
{
    public static IEnumerable<JsonNode> Of(StanceEvidence evidence) =>
    [
        .. evidence.Events.SelectMany(e => e.Salt is null ? [Recording(e)] : (JsonObject?[])[Recording(e), Recorded(e.Event, e.Fact)]).OfType<JsonObject>(),
        .. evidence.Events.Where(e => e.Salt is not null).Select(e => e.Event.RecordedBy).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(name => new JsonObject { ["@id"] = Recorder(name), ["@type"] = "Agent", ["name"] = name }),
    ];

    private static JsonObject Recording(SealedEvent e)
    {
        var activity = new JsonObject
        {
            ["@id"] = $"urn:uuid:{e.Event.Id}",
            ["@type"] = "Activity",
            ["name"] = e.Salt is null ? "An event whose text was erased" : e.Event.Type,
            ["endedAtTime"] = Microseconds.Format(e.Event.RecordedAt),
            ["subjectOf"] = EvidenceCrate.Ref(e.Salt is null ? EvidenceBundle.EntryOf(e) : EvidenceBundle.DisclosureOf(e)),
        };
        if (e.Salt is not null && e.Event.RecordedBy is { } recorder)
            activity["wasAssociatedWith"] = EvidenceCrate.Ref(Recorder(recorder));
        if (e.Salt is not null && e.Fact is StatementAmendment amendment)
            activity["used"] = EvidenceCrate.Ref(Statement(amendment.Statement));
        return activity;
    }

    private static JsonObject? Recorded(DisclosedEvent e, LedgerEvent fact) => fact switch
    {
        StatementRecorded said => new()
        {
            ["@id"] = Statement(said.Id),
            ["@type"] = "Entity",
            ["name"] = $"A {Word(said.Body.Kind)} of {StreamKey.IdOf(e.Stream)}, said on {said.Body.SaidOn}",
            ["about"] = EvidenceCrate.Ref($"#issue/{said.Body.Issue}"),
            ["creator"] = EvidenceCrate.Ref($"#{e.Stream}"),
            ["wasGeneratedBy"] = EvidenceCrate.Ref($"urn:uuid:{e.Id}"),
            ["wasAttributedTo"] = OneOrMore(PartyReplay.SourcesOf(said).Distinct(StringComparer.Ordinal).Select(source => EvidenceCrate.Ref($"#source/{source}"))),
        },
        PartyOpened party => Named($"#{e.Stream}", "Agent", party.Name),
        SourceRegistered source => Named($"#{e.Stream}", "Agent", source.Name),
        IssueRegistered issue => Named($"#{e.Stream}", "Thing", issue.Title, issue.Proposition),
        _ => null,
    };

    private static JsonObject Named(string id, string type, string name, string? description = null)
    {
        var thing = new JsonObject { ["@id"] = id, ["@type"] = type, ["name"] = name };
        if (description is not null)
            thing["description"] = description;
        return thing;
    }

    // In a crate, a list of one is not written as a list.
    private static JsonNode OneOrMore(IEnumerable<JsonObject> references) => references.ToArray() is [var one] ? one : new JsonArray([.. references]);

    private static string Word(StatementKind kind) => char.ToLowerInvariant($"{kind}"[0]) + $"{kind}"[1..];

    private static string Statement(Guid id) => $"#statement/{id}";

    private static string Recorder(string name) => $"#recorder/{Uri.EscapeDataString(name)}";
}
