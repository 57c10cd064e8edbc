using System.Globalization;

namespace PositionLedger.Server.Http;

/// <summary>Numbers from 0 on in queries: sizes of the ledger, and places in it.</summary>
internal static class WholeNumber
{
    /// <returns>Null where there is none, or what is there is none.</returns>
    public static long? Read(Fields fields, HttpContext http, string name, string why = "must be a whole number, 0 or more.")
    {
        if (http.Request.Query[name] is not [{ } text])
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;

        fields.Wrong(name, why);
        return null;
    }
}
