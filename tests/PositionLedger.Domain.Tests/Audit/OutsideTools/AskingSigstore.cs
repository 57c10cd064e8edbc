using System.Text.Json;
using NodaTime;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit.OutsideTools;

/// <summary>What we publish, sigstore's verifier accepts as it is, and refuses with anything changed.</summary>
[Collection(nameof(NodeTools))]
public class AskingSigstore(NodeTools tools)
{
    private const string Script = "verify-inclusion.mjs";
    private const int Size = 300;

    private static readonly byte[] Seed = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    private static readonly VerifierKey Key = VerifierKey.Ed25519("ledger.example/2025", Ed25519.PublicKeyOf(Seed));
    private static readonly byte[][] Entries = [.. Enumerable.Range(0, Size).Select(Entry)];

    [Fact]
    public async Task Sigstore_accepts_what_we_publish()
    {
        int[] sizes = [1, 2, 3, 7, 8, 64, 255, 256, 257, Size];
        var claims = sizes.SelectMany(size => Enumerable.Range(0, size).Where(index => size < 20 || index % 7 == 0 || index == size - 1)
            .Select(index => Published(index, size))).ToArray();

        var answers = await tools.AskAsync(Script, [.. claims.Select(claim => claim.ToJson(Key))]);

        Assert.All(answers, answer => Assert.Equal("accepted", answer));
        Assert.All(claims, claim => Assert.True(claim.IsRight(Key)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(Size - 1, Size)]
    public async Task Sigstore_and_we_refuse_it_with_any_bit_changed(int index, int size)
    {
        var claims = Published(index, size).Changed(size).ToArray();

        var answers = await tools.AskAsync(Script, [.. claims.Select(claim => claim.ToJson(Key))]);

        Assert.All(answers, answer => Assert.StartsWith("refused: ", answer, StringComparison.Ordinal));
        Assert.All(claims, claim => Assert.False(claim.IsRight(Key)));
    }

    private static PublishedClaim Published(int index, int size)
    {
        var plan = ProofPlan.Inclusion(index, size);
        var proof = plan.Assemble([.. plan.Nodes.Select(node => Frontier(node.Index << node.Level, (node.Index + 1) << node.Level).Root)]);
        var note = new SignedNote(new Checkpoint(Key.Name, size, Frontier(0, size).Root).Body, []);
        return new(note.With(NoteSignature.Of(Key, Ed25519.Sign(Seed, note.Message))), Entries[index], index, proof);
    }

    private static TreeFrontier Frontier(long begin, long end)
    {
        var frontier = new TreeFrontier();
        foreach (var entry in Entries[(int)begin..(int)end])
            frontier.Append(TreeHash.OfLeaf(entry));
        return frontier;
    }

    private static byte[] Entry(int number)
    {
        var salt = Enumerable.Repeat((byte)number, DisclosedEvent.SaltLength).ToArray();
        var recordedAt = Instant.FromUtc(2025, 8, 9, 12, 0).PlusNanoseconds(1000L * number);
        return new DisclosedEvent(
            new(number, 0, 0, new byte[8]), "party/ukraine", number + 1, "statement_recorded", recordedAt, null, null, null,
            JsonElement.Parse("{}")).EntryBy(salt).ToBytes();
    }
}
