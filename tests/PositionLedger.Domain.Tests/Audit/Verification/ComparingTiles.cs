using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Domain.Tests.Audit.Verification;

/// <summary>What others read of the ledger is the same that its rows come to.</summary>
public class ComparingTiles
{
    private static readonly ToyLedger Ledger = ToyLedger.Of(600, toASeal: 100);

    [Fact]
    public void All_tiles_of_a_small_tree_are_compared()
    {
        List<string> asked = [];

        var report = Ledger.Check(tile => { asked.Add(tile.Path); return tile.Content; });

        Assert.Equal(["0/000", "0/001", "0/002.p/88", "1/000.p/2", "entries/000", "entries/001", "entries/002.p/88"], asked.Order(StringComparer.Ordinal));
        Assert.Equal((Verdict.Verified, true), (report.Verdict, report.ComparedAllTiles));
    }

    [Fact]
    public void They_hold_the_hashes_and_the_entries_of_the_rows()
    {
        Dictionary<string, byte[]> tiles = [];

        Ledger.Check(tile => tiles[tile.Path] = tile.Content);

        var entries = Ledger.Rows.Select(row => System.Text.Encoding.UTF8.GetBytes(row["entry"]!.GetValue<string>())).ToArray();
        Assert.Equal(entries[512..], EntryBundle.TryRead(tiles["entries/002.p/88"]));
        Assert.Equal(entries[256..512].SelectMany(entry => TreeHash.OfLeaf(entry).ToArray()), tiles["0/001"]);
        var node = new TreeFrontier();
        foreach (var entry in entries[256..512])
            node.Append(TreeHash.OfLeaf(entry));
        Assert.Equal(node.Root.ToArray(), tiles["1/000.p/2"][32..]);
    }

    [Fact]
    public void A_tile_with_another_hash_is_named_with_its_leaf() =>
        Assert.Equal("leaf 258: The tile 0/001 holds another one than the rows.", Ledger.Check(Changed("0/001", 2 * 32)).Only().ToString());

    [Fact]
    public void A_bundle_with_another_entry_is_named_with_its_leaf() =>
        Assert.Equal("leaf 256: The tile entries/001 holds another one than the rows.", Ledger.Check(Changed("entries/001", 10)).Only().ToString());

    [Fact]
    public void A_bundle_that_is_none_is_found() =>
        Assert.Equal("leaf 0: The tile entries/000 holds another one than the rows.", Ledger.Check(Changed("entries/000", 0)).Only().ToString());

    [Fact]
    public void A_tile_above_the_leaves_is_compared_as_well() =>
        Assert.Equal("The tile 1/000.p/2 is not what the rows come to.", Ledger.Check(Changed("1/000.p/2", 40)).Only().ToString());

    [Fact]
    public void A_tile_with_more_than_it_should_hold_is_found() => Assert.Equal(
        "The tile 0/002.p/88 is not what the rows come to.",
        Ledger.Check(tile => tile.Path == "0/002.p/88" ? [.. tile.Content, .. new byte[32]] : tile.Content).Only().ToString());

    [Fact]
    public void A_tile_that_is_not_published_is_found() =>
        Assert.Equal("The tile entries/001 is not published.", Ledger.Check(tile => tile.Path == "entries/001" ? null : tile.Content).Only().What);

    [Fact]
    public void Of_a_large_tree_some_tiles_of_leaves_are_compared_and_all_above_them()
    {
        var sample = new TileSample(256 * 1000, TreeHash.Empty);

        Assert.False(sample.IsWhole);
        Assert.InRange(Enumerable.Range(0, 1000).Count(index => sample.Includes(new(0, index))), 32, 128);
        Assert.InRange(Enumerable.Range(0, 1000).Count(index => sample.Includes(new(TileAddress.Entries, index))), 32, 128);
        Assert.True(sample.Includes(new(1, 0)) && sample.Includes(new(0, 1000, 1)));
        Assert.True(new TileSample(49_999, TreeHash.Empty).IsWhole);
    }

    [Fact]
    public void Which_ones_nobody_knows_before_the_tree_is_sealed()
    {
        Assert.Equal(Drawn(TreeHash.Empty), Drawn(TreeHash.Empty));
        Assert.NotEqual(Drawn(TreeHash.Empty), Drawn(TreeHash.OfLeaf([])));

        static long[] Drawn(TreeHash root) => [.. Enumerable.Range(0, 1000).Select(index => (long)index).Where(index => new TileSample(256 * 1000, root).Includes(new(0, index)))];
    }

    private static Func<ExpectedTile, byte[]?> Changed(string path, int at) => tile =>
    {
        byte[] content = [.. tile.Content];
        if (tile.Path == path)
            content[at] ^= 1;
        return content;
    };
}
