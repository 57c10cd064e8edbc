using System.Globalization;
using PositionLedger.Server.Http;

namespace PositionLedger.Server.Audit;

/// <summary>Sizes of the log, and places in it, in queries.</summary>
internal static class Sizes
{
    public static long? Read(Fields fields, HttpContext http, string name)
    {
        if (http.Request.Query[name] is not [{ } text])
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            return size;

        fields.Wrong(name, "must be a whole number, 0 or more.");
        return null;
    }
}
