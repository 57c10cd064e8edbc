using CsCheck;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>Tiles and bundles as c2sp.org/tlog-tiles has them; the examples are its own where it gives any.</summary>
public class NamingTiles
{
    [Theory]
    [InlineData("0", "000", 0, 0, 256)]
    [InlineData("0", "x001/x234/067", 0, 1_234_067, 256)]
    [InlineData("2", "x001/x234/067.p/8", 2, 1_234_067, 8)]
    [InlineData("1", "999", 1, 999, 256)]
    [InlineData("1", "x001/000", 1, 1_000, 256)]
    [InlineData("63", "000.p/1", 63, 0, 1)]
    [InlineData("10", "000.p/255", 10, 0, 255)]
    [InlineData("entries", "x001/x234/067", TileAddress.Entries, 1_234_067, 256)]
    [InlineData("entries", "273.p/112", TileAddress.Entries, 273, 112)]
    [InlineData("0", "x036/x028/x797/x018/x963/967", 0, long.MaxValue / 256, 256)]
    public void Gives_every_tile_one_address(string level, string path, int number, long index, int width)
    {
        var address = TileAddress.Parse(level, path);

        Assert.Equal(new TileAddress(number, index, width), address);
        Assert.Equal(path, address!.Path);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("64")]
    [InlineData("1 ")]
    [InlineData("1\0")]
    [InlineData("٣")]
    [InlineData("a")]
    [InlineData("Entries")]
    [InlineData("data")]
    [InlineData("99999999999999999999")]
    public void Knows_no_other_levels(string? level) => Assert.Null(TileAddress.Parse(level, "000"));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("67")]
    [InlineData("0067")]
    [InlineData("x067")]
    [InlineData("001/234/067")]
    [InlineData("x001/234/067")]
    [InlineData("x001/x234/x067")]
    [InlineData("X001/X234/067")]
    [InlineData("x000/067")]
    [InlineData("x1/067")]
    [InlineData("xx001/067")]
    [InlineData("x001//067")]
    [InlineData("/067")]
    [InlineData("067/")]
    [InlineData("x001x067")]
    [InlineData("-67")]
    [InlineData("+67")]
    [InlineData(" 067")]
    [InlineData("067\0")]
    [InlineData("06a")]
    [InlineData("٠٦٧")]
    [InlineData("../067")]
    [InlineData("x036/x028/x797/x018/x963/968")]
    [InlineData("x001/x000/x000/x000/x000/x000/x000/000")]
    [InlineData("067.p")]
    [InlineData("067.p/")]
    [InlineData("067.p/0")]
    [InlineData("067.p/01")]
    [InlineData("067.p/256")]
    [InlineData("067.p/-1")]
    [InlineData("067.p/+1")]
    [InlineData("067.p/1.p/1")]
    [InlineData("067.p/1/")]
    [InlineData("067.P/1")]
    [InlineData("067.p1")]
    [InlineData("x001.p/1/067")]
    [InlineData(".p/1")]
    public void Knows_no_other_spelling(string path) => Assert.Null(TileAddress.Parse("0", path));

    [Fact]
    public void Reads_what_it_writes() =>
        Gen.Select(Gen.Int[-1, 63], Gen.Long[0, long.MaxValue / 256], Gen.Int[1, 256], Gen.Int[0, 61]).Hold(sample =>
        {
            var (level, index, width, shift) = sample;
            var address = new TileAddress(level, index >> shift, width);

            Assert.Equal(address, TileAddress.Parse(level < 0 ? "entries" : $"{level}", address.Path));
        });

    [Theory]
    [InlineData(0, 273, 112)]
    [InlineData(TileAddress.Entries, 273, 112)]
    [InlineData(1, 1, 17)]
    [InlineData(2, 0, 1)]
    public void A_tree_of_70_000_leaves_ends_with_these_tiles(int level, long index, int width)
    {
        var last = new TileAddress(level, index, width);

        Assert.True(last.IsWithin(70_000));
        Assert.False((last with { Width = width + 1 }).IsWithin(70_000));
        Assert.All(Enumerable.Range(0, (int)index), before => Assert.True(new TileAddress(level, before).IsWithin(70_000)));
    }

    [Fact]
    public void A_tree_has_the_tiles_that_its_leaves_fill() =>
        Gen.Select(Gen.Int[-1, 9], Gen.Int[0, 3], Gen.Int[1, 256], Gen.Long[0, long.MaxValue], Gen.Int[0, 62]).Hold(sample =>
        {
            var (level, index, width, size, shift) = sample;
            var filled = (Int128)((index * 256) + width) << (8 * Math.Max(level, 0));

            Assert.Equal(filled <= size >> shift, new TileAddress(level, index, width).IsWithin(size >> shift));
        });

    [Fact]
    public void No_tree_is_too_small_or_too_large_to_be_asked()
    {
        Assert.True(new TileAddress(0, long.MaxValue / 256, 255).IsWithin(long.MaxValue));
        Assert.False(new TileAddress(0, long.MaxValue / 256).IsWithin(long.MaxValue));
        Assert.False(new TileAddress(63, 0, 1).IsWithin(long.MaxValue));
        Assert.False(new TileAddress(8, 0, 1).IsWithin(long.MaxValue));
        Assert.False(new TileAddress(0, 0, 1).IsWithin(0));
        Assert.False(new TileAddress(0, long.MaxValue / 256, 1).IsWithin(-1));
    }
}
