using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;

namespace PositionLedger.Server.Audit.Evidence;

/// <summary>The bundle described for archives: an RO-Crate 1.2, with the provenance of every statement in the terms of W3C PROV.</summary>
/// <remarks>It proves nothing, and says nothing that the other files don't.</remarks>
internal static class EvidenceCrate
{
    private const string Specification = "https://w3id.org/ro/crate/1.2";

    private static readonly string[] Prov =
        ["Entity", "Activity", "Agent", "wasGeneratedBy", "wasAttributedTo", "wasAssociatedWith", "used", "endedAtTime"];

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="files">The names of the other files.</param>
    public static byte[] Of(StanceEvidence evidence, IReadOnlyList<string> files)
    {
        var crate = new JsonObject
        {
            ["@context"] = new JsonArray($"{Specification}/context", new JsonObject(
                Prov.Select(term => KeyValuePair.Create(term, (JsonNode?)$"http://www.w3.org/ns/prov#{term}")))),
            ["@graph"] = new JsonArray(
            [
                Describing(), Root(evidence, files), .. files.Select(File), .. Provenance.Of(evidence),
            ]),
        };
        return [.. JsonSerializer.SerializeToUtf8Bytes(crate, Indented), .. "\n"u8];
    }

    /// <summary>How one thing in a crate points to another.</summary>
    public static JsonObject Ref(string id) => new() { ["@id"] = id };

    private static JsonObject Describing() => new()
    {
        ["@id"] = EvidenceBundle.Crate,
        ["@type"] = "CreativeWork",
        ["conformsTo"] = Ref(Specification),
        ["about"] = Ref("./"),
    };

    private static JsonObject Root(StanceEvidence evidence, IReadOnlyList<string> files)
    {
        var (answer, tree) = (evidence.Answer, evidence.Tree);
        return new()
        {
            ["@id"] = "./",
            ["@type"] = "Dataset",
            ["name"] = $"Evidence: the stance of {answer.Party} on {answer.Issue} on {LocalDatePattern.Iso.Format(answer.On)}",
            ["description"] = $"What the first {answer.Ledger.Size} events of the ledger {tree.Sealed.Origin} say, "
                + "the events it rests on, and the proofs that they are in the ledger. VERIFY.md tells how to check it.",
            ["datePublished"] = LocalDatePattern.Iso.Format(tree.Sealed.SealedAt.InUtc().Date),
            ["license"] = "The ledger states none: ask whoever keeps it.",
            ["identifier"] = answer.Permalink,
            ["hasPart"] = new JsonArray([.. files.Select(Ref)]),
        };
    }

    private static JsonObject File(string name) => new()
    {
        ["@id"] = name,
        ["@type"] = "File",
        ["name"] = NameOf(name),
        ["encodingFormat"] = name switch
        {
            EvidenceBundle.Replay => "application/x-ndjson",
            _ when name.EndsWith(".json", StringComparison.Ordinal) => "application/json",
            _ when name.EndsWith(".md", StringComparison.Ordinal) => "text/markdown",
            _ when name.EndsWith(".py", StringComparison.Ordinal) => "text/x-python",
            _ => "text/plain",
        },
    };

    private static string NameOf(string file) => file.Split('/', '.') switch
    {
        ["entries", var leaf, ..] => $"Entry {leaf} of the log, as its leaf is hashed",
        ["disclosures", var leaf, ..] => $"The event that entry {leaf} commits to, with its salt",
        ["proofs", var leaf, ..] => $"Proof that entry {leaf} is in the log (C2SP tlog-proof)",
        ["answer", ..] => "The answer, as its permalink gives it",
        ["explanation", ..] => "Why the answer is what it is",
        ["replay", ..] => "The stance after each event",
        ["checkpoint"] => "The signed size and root of the log (C2SP tlog-checkpoint)",
        ["seal"] => "The same with its time, signed",
        ["keys", ..] => "The keys that signed both (C2SP signed-note)",
        ["consistency", ..] => "Proof that the checkpoint's tree begins with the events that the answer knew (RFC 9162)",
        ["VERIFY", ..] => "How to check this",
        _ => "A program that checks this",
    };
}
