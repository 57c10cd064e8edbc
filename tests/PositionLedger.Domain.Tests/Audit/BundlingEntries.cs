using CsCheck;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

public class BundlingEntries
{
    [Fact]
    public void Puts_the_length_before_every_entry()
    {
        Assert.Equal([0, 2, 7, 8, 0, 0, 0, 1, 9], EntryBundle.Write([[7, 8], [], [9]]));
        Assert.Equal([1, 2], EntryBundle.Write([new byte[258]]).AsSpan(0, 2).ToArray());
        Assert.Empty(EntryBundle.Write([]));
    }

    [Fact]
    public void Reads_what_it_writes() => Gen.Byte.Array[0, 300].Array[0, 9].Hold(entries =>
        Assert.Equal(entries, EntryBundle.TryRead(EntryBundle.Write(entries))));

    [Fact]
    public void Takes_entries_that_two_bytes_can_count_and_none_longer()
    {
        Assert.Equal([new byte[65_535]], EntryBundle.TryRead(EntryBundle.Write([new byte[65_535]])));
        Assert.Throws<ArgumentException>(() => EntryBundle.Write([new byte[65_536]]));
    }

    [Fact]
    public void A_bundle_that_is_cut_inside_an_entry_is_refused()
    {
        byte[] bundle = [0, 2, 7, 8, 0, 0, 0, 1, 9];
        int[] ends = [0, 4, 6, 9];

        Assert.All(Enumerable.Range(0, bundle.Length + 1), length =>
            Assert.Equal(ends.Contains(length), EntryBundle.TryRead(bundle.AsSpan(0, length)) is not null));
    }

    [Fact]
    public void Of_a_bundle_that_is_cut_the_whole_entries_can_be_read() => Gen.Select(Gen.Byte.Array[0, 9].Array[0, 9], Gen.Int[0, 90]).Hold(cutBundle =>
    {
        var (entries, cut) = cutBundle;
        var bundle = EntryBundle.Write(entries);
        var whole = EntryBundle.ReadWhole(bundle.AsSpan(0, Math.Min(cut, bundle.Length)));

        Assert.Equal(entries.Take(whole.Count), whole);
        Assert.True(EntryBundle.LengthOf(whole) <= cut && (whole.Count == entries.Length || EntryBundle.LengthOf(entries.Take(whole.Count + 1)) > cut));
    });

    [Fact]
    public void Whatever_is_read_says_all_that_was_there() => Gen.Byte[0, 3].Array[0, 20].Hold(bytes =>
    {
        if (EntryBundle.TryRead(bytes) is { } entries)
            Assert.Equal(bytes, EntryBundle.Write(entries));
    });
}
