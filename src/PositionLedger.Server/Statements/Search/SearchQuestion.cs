using System.Buffers.Text;
using System.Globalization;
using System.Text;
using NodaTime;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;

namespace PositionLedger.Server.Statements.Search;

/// <summary>In which order statements are found.</summary>
public enum SearchOrder
{
    /// <summary>Those said last come first, by their latest possible day.</summary>
    Date,

    /// <summary>Those that match best come first.</summary>
    Relevance,
}

/// <summary>Where a page ended: the next one goes on behind it.</summary>
internal sealed record SearchCursor(decimal Rank, LocalDate Day, Guid Statement)
{
    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Rank} {Day:uuuu-MM-dd} {Statement}")));

    public static SearchCursor? TryParse(string text)
    {
        if (!Base64Url.IsValid(text) || text.Length > 200)
            return null;

        return Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(' ') is [var rank, var day, var statement]
            && decimal.TryParse(rank, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && NodaTime.Text.LocalDatePattern.Iso.Parse(day).TryGetValue(default, out var date) && Guid.TryParse(statement, out var id)
            ? new(number, date, id)
            : null;
    }
}

/// <summary>What is searched for.</summary>
/// <param name="Text">Words; null for all.</param>
/// <param name="From">The first day on which it may have been said.</param>
/// <param name="To">The last such day, inclusive.</param>
internal sealed record SearchQuestion(
    string? Text, string[] Parties, string[] Issues, string? Negotiation, string[] Sources, StatementKind? Kind, Stance? Stance, LocalDate? From, LocalDate? To,
    bool Retracted, SearchOrder Order, SearchCursor? After, int Limit)
{
    private const int MaxIds = 100;
    private const int MaxText = 500;

    public static SearchQuestion Read(HttpContext http, Fields fields)
    {
        var query = http.Request.Query;
        var text = fields.OptionalText("text", query["text"].FirstOrDefault(), MaxText);
        var after = query["after"].FirstOrDefault() is { Length: > 0 } given ? SearchCursor.TryParse(given) : null;
        if (after is null && query["after"].ToString().Length > 0)
            fields.Wrong("after", "must be the 'next' of the page before.");
        return new(
            text, fields.Slugs("party", query["party"], MaxIds), fields.Slugs("issue", query["issue"], MaxIds),
            fields.OptionalSlug("negotiation", query["negotiation"].FirstOrDefault()), fields.Slugs("source", query["source"], MaxIds),
            fields.Word<StatementKind>("kind", query["kind"]), fields.Word<Stance>("stance", query["stance"]),
            fields.Day("from", query["from"].FirstOrDefault()), fields.Day("to", query["to"].FirstOrDefault()), fields.Flag("retracted", query["retracted"]),
            fields.Word<SearchOrder>("order", query["order"]) ?? (text is null ? SearchOrder.Date : SearchOrder.Relevance),
            after, Page.LimitOf(http, fields));
    }
}
