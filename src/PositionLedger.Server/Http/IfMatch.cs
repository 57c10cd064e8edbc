using System.Globalization;
using Microsoft.Net.Http.Headers;
using PositionLedger.Domain;

namespace PositionLedger.Server.Http;

/// <summary>The revisions of a statement that a caller says it looked at.</summary>
public static class IfMatch
{
    /// <summary>Reads the header; where it is missing or blank, an amendment that needs it is refused with 428.</summary>
    /// <returns>The revisions, or null for any (<c>*</c>, or none needed). A tag that is no revision matches none.</returns>
    public static (ValueList<int>? Expected, IResult? Problem) Read(HttpContext http, bool needed)
    {
        var header = http.Request.Headers.IfMatch;
        if (string.IsNullOrWhiteSpace(header.ToString()))
        {
            return (null, needed
                ? Problems.Of(428, "if-match-missing", "Send If-Match with the ETag of the statement as you last read it.")
                : null);
        }

        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags))
            return (null, Problems.Of(400, "invalid-if-match", "If-Match must be an ETag in double quotes, or *."));

        return tags.Any(tag => tag.Tag == "*") ? (null, null) : ([.. tags.Where(tag => !tag.IsWeak).Select(Revision)], null);
    }

    private static int Revision(EntityTagHeaderValue tag) =>
        int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;
}
