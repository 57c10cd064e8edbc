using System.Security.Cryptography;
using System.Text;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Http;

namespace PositionLedger.Server.Audit.Evidence;

/// <summary>The files of an evidence bundle. The same evidence is the same bytes.</summary>
/// <remarks>What is in it and how it is written is format 1: another way of writing any of it is another format.</remarks>
internal static class EvidenceBundle
{
    public const string Answer = "answer.json";
    public const string Explanation = "explanation.json";
    public const string Replay = "replay.ndjson";
    public const string Crate = "ro-crate-metadata.json";

    public static byte[] Zip(StanceEvidence evidence)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [Answer] = Answers.Bytes(evidence.Answer),
            [Explanation] = Answers.Bytes(evidence.Explanation),
            [Replay] = EvidenceReplay.Of(evidence.Cell, evidence.Question, evidence.Events),
            ["checkpoint"] = Utf8(evidence.Tree.Note),
            ["seal"] = Utf8(evidence.Tree.Seal),
            ["keys.vkey"] = Utf8(string.Concat(evidence.Tree.Keys.Select(key => $"{key}\n"))),
            ["verify.py"] = Resource("verify.py"),
            ["VERIFY.md"] = Resource("VERIFY.md"),
        };
        if (evidence.Consistency is { } consistency)
            files["consistency.json"] = Answers.Bytes(consistency);
        foreach (var (e, path) in evidence.Events.Zip(evidence.Paths))
            Add(files, e, new TlogProof(e.Leaf, path, evidence.Tree.Note));
        files[Crate] = EvidenceCrate.Of(evidence, [.. files.Keys]);
        files["SHA256SUMS"] = Utf8(string.Concat(files.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Value))}  {file.Key}\n")));
        return StoredZip.Of(files);
    }

    public static string EntryOf(SealedEvent e) => FormattableString.Invariant($"entries/{e.Leaf}.json");

    public static string DisclosureOf(SealedEvent e) => FormattableString.Invariant($"disclosures/{e.Leaf}.json");

    private static void Add(SortedDictionary<string, byte[]> files, SealedEvent e, TlogProof proof)
    {
        files[EntryOf(e)] = e.Entry;
        files[FormattableString.Invariant($"proofs/{e.Leaf}.tlog-proof")] = Utf8(proof.ToText());
        if (e.Disclosure is { } disclosure)
            files[DisclosureOf(e)] = disclosure;
    }

    private static byte[] Resource(string name)
    {
        using var resource = typeof(EvidenceBundle).Assembly.GetManifestResourceStream($"evidence/{name}")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
