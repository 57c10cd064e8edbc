namespace PositionLedger.Domain.Tests;

public class Optionals
{
    [Fact]
    public void Keep_what_is_recorded_where_nothing_is_given()
    {
        Optional<string?> absent = default;

        Assert.False(absent.IsGiven);
        Assert.Equal("recorded", absent.Or("recorded"));
    }

    [Fact]
    public void Overwrite_also_with_nothing()
    {
        Optional<string?> cleared = (string?)null;

        Assert.True(cleared.IsGiven);
        Assert.Null(cleared.Or("recorded"));
        Assert.NotEqual(default, cleared);
        Assert.Equal("given", new Optional<string?>("given").Or("recorded"));
    }
}
