using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Audit.Sealing;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit;

/// <summary>What anybody can fetch of the log, and check with nothing but the formats of C2SP.</summary>
public sealed class PublishingTheLog(TestPostgres postgres) : IAsyncLifetime
{
    private const int Events = 700;

    private LedgerApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await LedgerApp.StartAsync(postgres);
        await using var connection = await SealedLedger.ConnectAsync(_app);
        // In two parts, so that more than one checkpoint covers them.
        await SealedLedger.AppendAsync(connection, "party/a", 1, 300);
        await SealedLedger.IsSealedAsync(_app);
        await SealedLedger.AppendAsync(connection, "party/a", 301, Events - 300);
        await SealedLedger.IsWholeAsync(_app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Shows_anybody_the_newest_checkpoint_signed_by_the_key_it_shows()
    {
        var (note, checkpoint) = await CheckpointAsync();
        var key = VerifierKey.TryParse((await TextAsync("key")).TrimEnd('\n'))!;

        Assert.True(note.IsSignedBy(key, Ed25519.Check));
        Assert.Equal(Events, checkpoint.Size);
        Assert.Equal(key.Name, checkpoint.Origin);
    }

    [Fact]
    public async Task Rebuilds_its_root_from_the_tiles_alone()
    {
        var (_, checkpoint) = await CheckpointAsync();
        var tree = new TreeFrontier();
        foreach (var path in (string[])["000", "001", "002.p/188"])
        {
            foreach (var hash in (await BytesAsync($"tile/0/{path}")).Chunk(TreeHash.Length))
                tree.Append(new(hash));
        }

        Assert.Equal(checkpoint.Root, tree.Root);
        Assert.Equal(64, (await BytesAsync("tile/1/000.p/2")).Length);
        Assert.Equal(TreeOf((await BytesAsync("tile/0/001")).Chunk(TreeHash.Length).Select(x => new TreeHash(x))), new TreeHash((await BytesAsync("tile/1/000.p/2")).AsSpan(32)));
    }

    [Fact]
    public async Task Serves_the_entries_that_the_hashes_are_of()
    {
        var entries = EntryBundle.TryRead(await BytesAsync("tile/entries/002.p/188"))!;
        var hashes = (await BytesAsync("tile/0/002.p/188")).Chunk(TreeHash.Length).Select(hash => new TreeHash(hash));

        Assert.Equal(hashes, entries.Select(entry => TreeHash.OfLeaf(entry)));
        Assert.All(entries, entry => Assert.NotNull(LogEntry.TryParse(entry)));
    }

    [Theory]
    [InlineData("tile/0/000", true), InlineData("tile/0/002.p/188", true), InlineData("tile/0/002.p/1", true), InlineData("tile/1/000.p/2", true)]
    [InlineData("tile/0/002.p/189", false), InlineData("tile/0/002", false), InlineData("tile/0/003.p/1", false), InlineData("tile/1/000", false)]
    [InlineData("tile/1/000.p/3", false), InlineData("tile/2/000.p/1", false), InlineData("tile/0/0", false), InlineData("tile/x/000", false)]
    [InlineData("tile/0/002.p/0", false), InlineData("tile/0/002.p/256", false), InlineData("tile/64/000", false), InlineData("tile/0/x001/x002/003", false)]
    [InlineData("tile/entries/002.p/188", true), InlineData("tile/entries/003.p/1", false), InlineData("tile/entries/..", false), InlineData("tile/-1/000", false)]
    public async Task Serves_a_tile_where_the_tree_has_grown_that_far_and_says_that_it_never_changes(string path, bool isThere)
    {
        using var response = await _app.Host.Server.CreateClient().GetAsync($"/api/v1/audit/{path}", Cancel);

        Assert.Equal(isThere ? HttpStatusCode.OK : HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(isThere, response.Headers.CacheControl?.ToString().Contains("immutable", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData(0), InlineData(255), InlineData(256), InlineData(511), InlineData(299), InlineData(699)]
    public async Task Proves_of_an_event_that_it_is_in_the_log(int index)
    {
        var (id, hash) = (await SealedLedger.ReadAsync(_app, $"select event_id, hash from ledger.leaf where leaf_index = {index}",
            row => (row.GetGuid(0), new TreeHash(row.GetFieldValue<byte[]>(1)))))[0];

        var proof = TlogProof.TryParse(await TextAsync($"proofs/{id}"))!;

        var checkpoint = Checkpoint.TryParse(SignedNote.TryParse(proof.Checkpoint)!.Text)!;
        Assert.Equal(index, proof.Index);
        Assert.True(TreeProof.Includes(hash, index, checkpoint.Size, [.. proof.Path], checkpoint.Root));
    }

    [Theory]
    [InlineData(0, 700), InlineData(1, 700), InlineData(300, 700), InlineData(256, 700), InlineData(699, 700), InlineData(700, 700), InlineData(300, 512)]
    public async Task Proves_that_it_only_grew(int from, int to)
    {
        var answer = (await Api.Anonymous(_app).GetAsync($"/api/v1/audit/consistency?from={from}&to={to}")).Json;
        var proof = answer["proof"]!.AsArray().Select(hash => TreeHash.TryParse(hash!.ToString())!.Value).ToArray();
        var leaves = await SealedLedger.ReadAsync(_app, "select hash from ledger.leaf order by leaf_index", row => new TreeHash(row.GetFieldValue<byte[]>(0)));

        Assert.True(TreeProof.IsConsistent(from, TreeOf(leaves.Take(from)), to, TreeOf(leaves.Take(to)), proof));
    }

    [Theory]
    [InlineData("from=701", "from"), InlineData("from=5&to=701", "to"), InlineData("from=5&to=4", "from"), InlineData("to=4", "from"), InlineData("from=x", "from"), InlineData("from=-1", "from")]
    public async Task Proves_nothing_about_sizes_it_does_not_have(string query, string field)
    {
        var reply = await Api.Anonymous(_app).GetAsync($"/api/v1/audit/consistency?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.NotNull(reply.Json["errors"]![field]);
    }

    [Fact]
    public async Task Lists_every_seal_with_its_signed_time()
    {
        var key = VerifierKey.TryParse((await TextAsync("key")).TrimEnd('\n'))!;
        var seals = (await TextAsync("seals")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToArray();

        // Before them, the empty tree was signed too, unless the first events were already there.
        Assert.Equal([300, 700], seals.Select(seal => seal["size"]!.GetValue<long>()).Where(size => size > 0).Distinct());
        Assert.All(seals, seal =>
        {
            var note = SignedNote.TryParse(seal["seal"]!.ToString())!;
            var signed = Seal.TryParse(note.Text)!;
            Assert.True(note.IsSignedBy(key, Ed25519.Check));
            Assert.Equal((seal["size"]!.GetValue<long>(), seal["root"]!.ToString()), (signed.Size, signed.Root.ToString()));
        });
        Assert.Equal(seals.Length - 1, (await TextAsync($"seals?after={seals[0]["sealedAt"]}")).Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task Says_of_an_event_that_is_not_there_or_not_sealed_which_it_is()
    {
        var unknown = await Api.Of(_app).GetAsync($"/api/v1/audit/proofs/{Guid.NewGuid()}");
        Assert.Equal((HttpStatusCode.NotFound, "unknown-event"), (unknown.Status, unknown.Problem));

        await _app.Host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<SealLedger>().Single().StopAsync(Cancel);
        await using var connection = await SealedLedger.ConnectAsync(_app);
        await SealedLedger.AppendAsync(connection, "party/late", 1, 1);
        var id = (await SealedLedger.ReadAsync(_app, "select id from ledger.mt_events where stream_id = 'party/late'", row => row.GetGuid(0)))[0];
        var pending = await Api.Of(_app).GetAsync($"/api/v1/audit/proofs/{id}");
        Assert.Equal((HttpStatusCode.NotFound, "not-sealed"), (pending.Status, pending.Problem));
    }

    [Fact]
    public async Task Streams_every_stored_row_beside_its_leaf_and_those_without_a_leaf_last()
    {
        var lines = (await Api.Of(_app).GetAsync("/api/v1/audit/rows")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var rest = (await Api.Of(_app).GetAsync("/api/v1/audit/rows?fromLeaf=650")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(Events, lines.Length);
        Assert.Equal(lines[650..], rest);
        Assert.All(lines, line => Assert.NotNull(StoredRow.TryParse(System.Text.Encoding.UTF8.GetBytes(line))));
    }

    private static TreeHash TreeOf(IEnumerable<TreeHash> leaves)
    {
        var tree = new TreeFrontier();
        foreach (var leaf in leaves)
            tree.Append(leaf);
        return tree.Root;
    }

    private async Task<(SignedNote Note, Checkpoint Checkpoint)> CheckpointAsync()
    {
        var note = SignedNote.TryParse(await TextAsync("checkpoint"))!;
        return (note, Checkpoint.TryParse(note.Text)!);
    }

    private async Task<string> TextAsync(string path)
    {
        var reply = await Api.Anonymous(_app).GetAsync($"/api/v1/audit/{path}");
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        return reply.Text;
    }

    private Task<byte[]> BytesAsync(string path) => _app.Host.Server.CreateClient().GetByteArrayAsync(new Uri($"/api/v1/audit/{path}", UriKind.Relative), Cancel);
}
