using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

/// <summary>When two statements look alike: the same party, issue and days, and the same words however they are typed.</summary>
public class LookingAlike
{
    [Theory]
    [InlineData("We will NOT.", "we will not")]
    [InlineData("  «We — will\u00a0not!…»\t", "we will not")]
    [InlineData("we'll", "we ll")]
    [InlineData("Ми не підемо", "ми не підемо")]
    [InlineData("\uff37\uff45 \ufb01nd \u2167", "we find viii")]
    [InlineData("23\u00bd", "231 2")]
    [InlineData("…", "")]
    [InlineData("a\ud800b \ufffe", "a b")]
    [InlineData("o\u0302\u0302x, o\u0327\u0302", "\u00f4 x \u00f4")]
    [InlineData("\U0001d400\U00010400", "a\U00010428")]
    public void By_letters_and_digits_in_lower_case(string text, string words) => Assert.Equal(words, Words(text));

    [Theory]
    [InlineData("\u0439\u0457\u00e9", "\u0438\u0306\u0456\u0308e\u0301")]
    [InlineData("\u1ed9", "o\u0302\u0323")]
    [InlineData("\u1ed9", "\u1ecd\u0302")]
    [InlineData("\u1ed9", "o\u0323\u0302")]
    [InlineData("\ud55c\uae00", "\u1112\u1161\u11ab\u1100\u1173\u11af")]
    [InlineData("\u212b", "\u00c5")]
    public void However_a_letter_is_put_together(string one, string other)
    {
        Assert.Equal(Words(one), Words(other));
        Assert.DoesNotContain(' ', Words(other));
    }

    [Fact]
    public void By_the_possible_days_and_not_by_how_they_are_written()
    {
        Assert.Equal(On("2025-08-09"), On("2025-08-09T14:30Z"));
        Assert.Equal(On("2025-08"), On("2025-08-01/2025-08-31~"));
        Assert.NotEqual(On("2025-08-09"), On("2025-08-10"));
        Assert.NotEqual(On("2025-08-09"), On("2025-08-08/2025-08-09"));
        Assert.NotEqual(On("2025-08-09"), On("../2025-08-09"));
    }

    [Fact]
    public void By_the_party_and_the_issue_and_by_nothing_else()
    {
        var alike = LookAlike.Of("ukraine", NoLand);

        Assert.Equal(alike, LookAlike.Of("ukraine", NoLand with { Stance = Stance.Open, Kind = StatementKind.Demand, Reports = [Report("reuters")] }));
        Assert.NotEqual(alike, LookAlike.Of("russia", NoLand));
        Assert.NotEqual(alike, LookAlike.Of("ukraine", NoLand with { Issue = "ceasefire-now" }));
        Assert.NotEqual(alike, LookAlike.Of("ukraine", NoLand with { Quote = NoLand.Quote with { Text = "Another." } }));
    }

    private static string Words(string text) => LookAlike.Of("ukraine", NoLand with { Quote = NoLand.Quote with { Text = text } }).Words;

    private static LookAlike On(string saidOn) => LookAlike.Of("ukraine", NoLand with { SaidOn = SaidOn.TryParse(saidOn)! });
}
