using System.Text.Json;
using System.Text.Json.Serialization;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>Proofs, good and bad, that other people made for their own checks of proofs.</summary>
/// <remarks>From github.com/transparency-dev/merkle, testdata/, commit 417fb0c3 (Apache License 2.0), written one to a line.</remarks>
public class MerkleProbes
{
    private static readonly Dictionary<string, Probe> Probes = Read().ToDictionary(probe => probe.Name, StringComparer.Ordinal);

    /// <summary>They refuse every proof from an empty tree.</summary>
    private const string FromNothing = "consistency/additional/size1-is-zero-and-size2-is-not-zero";

    public static TheoryData<string> Names => [.. Probes.Keys.Where(name => name != FromNothing)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_judged_as_by_those_who_made_them(string name) => Assert.Equal(!Probes[name].IsRefused, Probes[name].IsTaken);

    [Fact]
    public void Are_judged_otherwise_from_an_empty_tree_with_which_every_tree_begins() => Assert.True(Probes[FromNothing].IsTaken);

    [Fact]
    public void Are_of_every_kind()
    {
        Assert.Equal((98, 98), (Probes.Values.Count(probe => probe.IsOfInclusion), Probes.Values.Count(probe => !probe.IsOfInclusion)));
        Assert.Equal(12, Probes.Values.Count(probe => !probe.IsRefused));
    }

    private static IEnumerable<Probe> Read()
    {
        using var stream = typeof(MerkleProbes).Assembly.GetManifestResourceStream("merkle-probes.ndjson")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return JsonSerializer.Deserialize<Probe>(line, JsonSerializerOptions.Web)!;
    }

    /// <summary>The numbers are unsigned where this came from: the largest stand for negative ones.</summary>
    private sealed record Probe(
        string Name, [property: JsonPropertyName("wantErr")] bool IsRefused, byte[][]? Proof,
        ulong LeafIdx, ulong TreeSize, byte[]? LeafHash, byte[]? Root,
        ulong Size1, ulong Size2, byte[]? Root1, byte[]? Root2)
    {
        public bool IsOfInclusion => Name.StartsWith("inclusion/", StringComparison.Ordinal);

        public bool IsTaken => IsOfInclusion
            ? LeafHash is { Length: > 0 }
            && TreeProof.Includes(Hash(LeafHash), unchecked((long)LeafIdx), unchecked((long)TreeSize), Siblings, Hash(Root))
            : TreeProof.IsConsistent(unchecked((long)Size1), Hash(Root1), unchecked((long)Size2), Hash(Root2), Siblings);

        private TreeHash[] Siblings => [.. (Proof ?? []).Select(Hash)];

        // Some are not of 32 bytes, which can't be said here: another hash stands for them, the same for the same bytes.
        private static TreeHash Hash(byte[]? bytes) => bytes?.Length == TreeHash.Length ? new(bytes) : TreeHash.OfLeaf(bytes);
    }
}
