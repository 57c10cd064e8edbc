using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Exports;

/// <summary>How much of the ledger an export is of: only what was sealed, so that the same export can be had again.</summary>
internal static class ExportedLedger
{
    public const string KnownAtHelp = "Only what was sealed by this instant is exported; otherwise all that is sealed.";
    public const string SizeHelp = "Only the first so many sealed events are exported; the header Ledger-Size says how many they were.";

    // What is streamed is validated by what it is made of; another way of writing it gets the next number.
    private const int Writer = 1;

    /// <summary>Reads it, when the other parameters were; all that is sealed where nothing else is asked for.</summary>
    public static async Task<Knowledge> ReadAsync(HttpContext http, Fields fields, Database database, CancellationToken cancel)
    {
        var known = await KnowledgeParameters.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is not null || !known.IsNow)
            return known;
        if (await Seals.NewestAsync(database, cancel) is { } newest)
            return new(newest.Size);

        fields.Refuse(Problems.NotSealed(http));
        return known;
    }

    /// <summary>Says in the header how much it is of.</summary>
    public static void Name(HttpContext http, Knowledge known) => http.Response.Headers["Ledger-Size"] = $"{known.Size}";

    /// <summary>The validator of an export that is streamed: the root of all that it is made of, and what was asked.</summary>
    public static async Task<string> ETagAsync(HttpContext http, Database database, Knowledge known, CancellationToken cancel)
    {
        var ledger = await database.InOneStateAsync(snapshot => LedgerPosition.ReadAsync(snapshot, known), cancel);
        // At a size at which events were lost, an export of before was of more.
        var made = $"{Writer} {ledger.Size} {ledger.Root} {(ledger.IsLost ? "lost " : "")}{http.Request.Path}{http.Request.QueryString}";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(made)).AsSpan(0, 12));
    }
}
