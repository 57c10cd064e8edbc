using System.Globalization;

namespace PositionLedger.Server.Http;

/// <summary>Which part of a list is asked for: what follows an id, in the order of ids.</summary>
public sealed record Page(string After, int Limit)
{
    public const int DefaultLimit = 200;
    public const int MaxLimit = 1_000;

    public const string AfterHelp = "Only what follows this id; the 'next' of the page before.";
    public const string LimitHelp = "How many at most: 1 to 1000, otherwise 200.";

    public static (Page? Page, IResult? Problem) Read(HttpContext http)
    {
        var fields = new Fields();
        var page = Read(http, fields);
        return fields.Problem is { } problem ? (null, problem) : (page, null);
    }

    /// <summary>Reads it together with other parameters, whose mistakes are told at once with its own.</summary>
    public static Page Read(HttpContext http, Fields fields)
    {
        var after = http.Request.Query["after"].ToString();
        if (after.Length > 0 && !Domain.Slug.IsValid(after))
            fields.Wrong("after", "must be an id.");
        return new(after, LimitOf(http, fields));
    }

    /// <summary>How many are asked for at most.</summary>
    public static int LimitOf(HttpContext http, Fields fields)
    {
        var limit = http.Request.Query["limit"].ToString();
        if (limit.Length == 0)
            return DefaultLimit;

        if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MaxLimit)
            fields.Wrong("limit", $"must lie between 1 and {MaxLimit}.");
        return count;
    }

    /// <summary>This page of <paramref name="rows"/>, of which one more than the limit was read where there are more.</summary>
    public Listing<T> Of<T>(List<T> rows, Func<T, string> id)
    {
        var hasMore = rows.Count > Limit;
        if (hasMore)
            rows.RemoveRange(Limit, rows.Count - Limit);
        return new(rows, hasMore ? id(rows[^1]) : null);
    }
}

/// <summary>A page of a list, in a stable order.</summary>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last one.</param>
public sealed record Listing<T>(IReadOnlyList<T> Items, string? Next);
