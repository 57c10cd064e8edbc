using System.Text;
using NodaTime;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Store;

/// <summary>How the domain normalises words, compared with PostgreSQL, which has been written by others.</summary>
[Collection(SharedLedger.Name)]
public sealed class WordsThatLookAlike(LedgerApp app)
{
    private static readonly StatementBody Said = new()
    {
        Issue = "issue",
        Speaker = new(null, null, Authority.Office),
        Kind = StatementKind.Position,
        SaidOn = SaidOn.Day(new LocalDate(2025, 8, 9)),
        Quote = new("", null, null, null, null),
        Attribution = Attribution.Document,
        Reports = [],
    };

    [Fact]
    public async Task Have_the_form_that_PostgreSQL_gives_every_character_alone_and_with_marks()
    {
        var texts = Enumerable.Range(1, 0x10FFFF).Where(Rune.IsValid).Select(character => new Rune(character).ToString())
            .SelectMany(character => (string[])[character, $"{character}\u0301\u0323", $"e\u0302{character}o"]).ToArray();
        await using var command = app.Database.CreateCommand("""
            select given, normalize(given, NFKC) from unnest($1::text[]) given where normalize(given, NFKC) <> given
            """);
        command.Parameters.Add(new() { Value = texts });

        var wrong = new List<string>();
        var compared = 0;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            compared++;
            var words = LookAlike.Of("party", Said with { Quote = Said.Quote with { Text = reader.GetString(0) } }).Words;
            if (words != Words(reader.GetString(1)))
                wrong.Add($"{reader.GetString(0)}: {words}");
        }

        Assert.InRange(compared, 20_000, texts.Length);
        Assert.Empty(wrong);
    }

    // Of a text that is in form KC already.
    private static string Words(string text) => string.Join(' ', string.Concat(text.EnumerateRunes()
        .Select(rune => Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).ToString() : " ")).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
