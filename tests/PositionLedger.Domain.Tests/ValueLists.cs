namespace PositionLedger.Domain.Tests;

public class ValueLists
{
    private static readonly ValueList<string> Words = ["one", "two"];

    [Fact]
    public void Equal_by_their_items_and_order()
    {
        ValueList<string> same = ["one", "two"];

        Assert.True(Words.Equals(same) && Words.Equals((object)same));
        Assert.Equal(Words.GetHashCode(), same.GetHashCode());
        Assert.False(Words.Equals(["two", "one"]));
        Assert.False(Words.Equals(["one"]));
        Assert.False(Words.Equals(null));
        Assert.False(Words.Equals("one"));
    }

    [Fact]
    public void Never_change_but_make_new_ones()
    {
        Assert.Equal(["one", "two", "three"], Words.Add("three"));
        Assert.Equal(["one", "2"], Words.SetItem(1, "2"));
        Assert.Equal((2, "two"), (Words.Count, Words[1]));
        Assert.Equal(["one", "two"], Words);
    }

    [Fact]
    public void Keep_nothing_of_what_they_are_made_of()
    {
        string[] items = ["one", "two"];
        var list = ValueList.Create<string>(items);

        items[0] = "changed";

        Assert.Equal(Words, list);
    }

    [Fact]
    public void Have_no_place_beyond_their_end()
    {
        Assert.Throws<IndexOutOfRangeException>(() => Words[2]);
        Assert.Throws<IndexOutOfRangeException>(() => Words.SetItem(-1, "none"));
    }
}
