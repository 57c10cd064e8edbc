namespace PositionLedger.Domain.Tests;

public class Slugs
{
    [Theory]
    [InlineData("ukraine")]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("ukraine-2025")]
    [InlineData("un-security-council-2")]
    public void Are_words_and_numbers_joined_by_hyphens(string text) => Assert.True(Slug.IsValid(text));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("-ukraine")]
    [InlineData("ukraine-")]
    [InlineData("ukraine--2025")]
    [InlineData("Ukraine")]
    [InlineData("ukraine 2025")]
    [InlineData("ukraine_2025")]
    [InlineData("украина")]
    [InlineData("ukraïne")]
    [InlineData("٣")]
    [InlineData("ukraine\n")]
    [InlineData("ukraine/russia")]
    public void Are_nothing_else(string text) => Assert.False(Slug.IsValid(text));

    [Fact]
    public void Have_96_characters_at_most()
    {
        Assert.True(Slug.IsValid(new string('a', 96)));
        Assert.False(Slug.IsValid(new string('a', 97)));
    }
}
