using NodaTime;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Http;

/// <summary>Reads from a query how much of the ledger is to count: what was known at a moment, its first events, or all of it.</summary>
public static class KnowledgeParameters
{
    public const string KnownAtHelp = "Only what was sealed by this instant counts; never later than the ledger's clock.";
    public const string SizeHelp = "Only the first so many sealed events count: knownAt in its exact form.";
    public const string FormatHelp = "With ledgerSize: how the answer is written, so that it is the same bytes for ever. There is only 1.";
    public const string SinceKnownAtHelp = "Of the earlier point of view: only what was sealed by this instant was known.";
    public const string SinceSizeHelp = "The same in its exact form: only the first so many sealed events were known.";

    /// <summary>The only way in which answers are written so far. Another way gets the next number, and this one stays.</summary>
    public const int Format = 1;

    /// <summary>Reads them, when the other parameters were: it may take a moment, as the ledger may have to be sealed for it.</summary>
    /// <returns>All that is recorded now where nothing else is asked for, or where something was wrong.</returns>
    public static async Task<Knowledge> ReadAsync(HttpContext http, Fields fields, Database database, CancellationToken cancel)
    {
        var query = http.Request.Query;
        if (query["format"] is [{ } format] && format != $"{Format}")
            fields.Wrong("format", $"must be {Format}: that is the only one there is.");
        else if (query.ContainsKey("format") && !query.ContainsKey("ledgerSize"))
            fields.Wrong("format", "goes with 'ledgerSize': only an answer of a size of the ledger never changes.");
        return await ReadAsync(http, fields, database, ("knownAt", "ledgerSize"), cancel) ?? Knowledge.Now;
    }

    /// <summary>Reads the knowledge of the earlier of two points of view; null where none is given.</summary>
    public static Task<Knowledge?> ReadSinceAsync(HttpContext http, Fields fields, Database database, CancellationToken cancel) =>
        ReadAsync(http, fields, database, ("sinceKnownAt", "sinceLedgerSize"), cancel);

    private static async Task<Knowledge?> ReadAsync(
        HttpContext http, Fields fields, Database database, (string Moment, string Size) names, CancellationToken cancel)
    {
        var query = http.Request.Query;
        var moment = fields.Moment(names.Moment, query[names.Moment]);
        var size = WholeNumber.Read(fields, http, names.Size, "must be a number of events: a whole number, from 0.");
        if (query.ContainsKey(names.Moment) && query.ContainsKey(names.Size))
            fields.Wrong(names.Size, $"can't be given together with '{names.Moment}': they may say different things.");
        if (fields.Problem is not null)
            return null;

        return moment is { } known ? await AtAsync(http, fields, database.Indexed, (names.Moment, known), cancel)
            : size is { } first ? await OfAsync(http, fields, database.Indexed, (names.Size, first), cancel)
            : null;
    }

    private static async Task<Knowledge?> AtAsync(
        HttpContext http, Fields fields, Database database, (string Name, Instant Moment) asked, CancellationToken cancel)
    {
        var moment = Microseconds(asked.Moment);
        var clock = await Seals.ClockAsync(database, cancel);
        if (moment > clock)
        {
            fields.Refuse(Problems.Of(400, "in-the-future", $"'{asked.Name}' lies after {clock}, the time by the ledger's clock: "
                + "what will be known then nobody knows.", ("field", asked.Name)));
            return null;
        }

        if (await Seals.KnownAtAsync(database, moment, cancel) is { } known)
            return await WithoutLossAsync(fields, database, known, known.Size, moment, cancel);

        fields.Refuse(Problems.NotSealed(http));
        return null;
    }

    private static async Task<Knowledge?> OfAsync(
        HttpContext http, Fields fields, Database database, (string Name, long Size) asked, CancellationToken cancel)
    {
        if (await Seals.NewestAsync(database, cancel) is not { } newest)
            fields.Refuse(Problems.NotSealed(http));
        else if (asked.Size > newest.Size)
            fields.Wrong(asked.Name, $"must be at most {newest.Size}: more events aren't sealed yet.");
        else
            return await WithoutLossAsync(fields, database, newest, asked.Size, null, cancel);
        return null;
    }

    private static async Task<Knowledge?> WithoutLossAsync(
        Fields fields, Database database, SealedSize sealedThen, long size, Instant? moment, CancellationToken cancel)
    {
        if (!sealedThen.HasRecoveries || await Losses.AtAsync(database, size, moment, cancel) is not { } lost)
            return new(size);

        fields.Refuse(Problems.EventsLost(lost));
        return null;
    }

    // PostgreSQL keeps no more; nothing was ever sealed before 1970, and the first days of the calendar it can't compare.
    private static Instant Microseconds(Instant moment) =>
        Instant.FromUnixTimeTicks(Math.Max(0, moment.ToUnixTimeTicks() / 10 * 10));
}
