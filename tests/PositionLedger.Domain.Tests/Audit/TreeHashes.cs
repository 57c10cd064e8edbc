using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

public class TreeHashes
{
    private static readonly TreeHash Some = TreeHash.OfLeaf("some"u8);

    [Theory]
    [InlineData(1022)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(70_000)]
    public void Takes_entries_of_any_length(int length)
    {
        var entry = new byte[length];
        entry[^1] = 7;

        Assert.Equal(NaiveTree.LeafHash(entry), TreeHash.OfLeaf(entry).ToArray());
    }

    [Fact]
    public void A_hash_has_32_bytes()
    {
        Assert.Throws<ArgumentException>(() => new TreeHash(new byte[31]));
        Assert.Throws<ArgumentException>(() => new TreeHash(new byte[33]));
    }

    [Fact]
    public void Hashes_are_equal_by_their_bytes()
    {
        var same = new TreeHash(Some.ToArray());

        Assert.True(Some == same && Some.Equals((object)same) && Some.GetHashCode() == same.GetHashCode());
        Assert.All(Enumerable.Range(0, TreeHash.Length), at =>
        {
            var bytes = Some.ToArray();
            bytes[at] ^= 1;
            Assert.True(Some != new TreeHash(bytes) && !Some.Equals((object)new TreeHash(bytes)));
        });
        Assert.False(Some.Equals("some"));
    }

    [Fact]
    public void A_hash_is_written_in_base64_and_read_back()
    {
        Assert.Equal("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", TreeHash.Empty.ToString());
        Assert.Equal(TreeHash.Empty, TreeHash.TryParse("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=")]
    [InlineData(" 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFWq")]
    [InlineData("not base64 at all")]
    public void A_hash_is_written_in_one_way_only(string? text) => Assert.Null(TreeHash.TryParse(text));
}
