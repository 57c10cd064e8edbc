using System.Diagnostics;
using NodaTime;

namespace PositionLedger.Server.Store.Sealed;

/// <summary>How much of the ledger was known at a moment: as much as the last checkpoint sealed by then covers.</summary>
/// <remarks>
/// An answer must never change, so one about a moment after the newest checkpoint first has the ledger sealed once more: only then
/// is it certain that nothing is sealed with an earlier time.
/// </remarks>
internal static class Seals
{
    /// <summary>On this channel the sealer hears that somebody waits for a checkpoint, also where nothing new is recorded.</summary>
    public const string Channel = "ledger_seal";

    private const string Ask = $"select pg_notify('{Channel}', '')";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    // A notice is lost where nobody listens yet, and may come in the very microsecond that is asked about.
    private const int PausesBetweenNotices = 20;

    /// <summary>The newest size and time; null where nothing was sealed yet and nobody seals.</summary>
    public static async Task<SealedSize?> NewestAsync(Database database, CancellationToken cancel) => await LastAsync(database, null, cancel)
        ?? (await IsSealedAfterAsync(database, Instant.MinValue, cancel) ? await LastAsync(database, null, cancel) : null);

    /// <summary>What was known at a moment that isn't in the future; null where the ledger can't be sealed up to it.</summary>
    public static async Task<SealedSize?> KnownAtAsync(Database database, Instant moment, CancellationToken cancel)
    {
        var newest = await LastAsync(database, null, cancel);
        if (!(newest?.SealedAt > moment) && !await IsSealedAfterAsync(database, moment, cancel))
            return null;

        return await LastAsync(database, moment, cancel) ?? SealedSize.None;
    }

    /// <summary>The database's clock, which alone says what is in the future.</summary>
    public static async Task<Instant> ClockAsync(Database database, CancellationToken cancel) =>
        (await database.ListAsync("select clock_timestamp()", row => Instant.FromDateTimeUtc(row.GetDateTime(0)), cancel))[0];

    private static async Task<bool> IsSealedAfterAsync(Database database, Instant moment, CancellationToken cancel)
    {
        var waited = Stopwatch.StartNew();
        for (var pauses = 0; waited.Elapsed < Patience; pauses++)
        {
            if (pauses % PausesBetweenNotices == 0)
                await database.ListAsync(Ask, _ => 0, cancel);
            await Task.Delay(Pause, cancel);
            if ((await LastAsync(database, null, cancel))?.SealedAt > moment)
                return true;
        }

        return false;
    }

    private static async Task<SealedSize?> LastAsync(Database database, Instant? until, CancellationToken cancel) => await database.FirstAsync(
        $"select tree_size, sealed_at, exists (select from ledger.recovery) from ledger.checkpoint {(until is null ? "" : "where sealed_at <= $1")} order by sealed_at desc limit 1",
        row => new SealedSize(row.GetInt64(0), Instant.FromDateTimeUtc(row.GetDateTime(1)), row.GetBoolean(2)), cancel,
        until is { } moment ? [moment.ToDateTimeUtc()] : []);
}

/// <summary>How many events were sealed at a time.</summary>
/// <param name="HasRecoveries">Whether events may be lost (<see cref="Losses"/>).</param>
internal sealed record SealedSize(long Size, Instant SealedAt, bool HasRecoveries)
{
    /// <summary>Before anything was sealed.</summary>
    public static SealedSize None { get; } = new(0, Instant.MinValue, false);
}
