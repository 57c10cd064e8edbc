using System.Text;
using System.Text.Json;
using NodaTime;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Cli.Verification;

/// <summary>Feeds a check with all that a server answers.</summary>
/// <param name="progress">Is told how many of how many rows were read.</param>
internal sealed class LedgerReading(LedgerServer server, Action<long, long> progress, CancellationToken cancel)
{
    private Instant? _sealedAt;

    public async Task<VerificationReport> CheckAsync(IReadOnlyList<VerifierKey> held, IReadOnlyList<KeptCheckpoint> kept, int limit)
    {
        var keys = new TrustedKeys(held, await KeysAsync(), Ed25519.Check);
        var check = new LedgerCheck(keys, kept, await RecoveriesAsync(), limit);
        await SealsAsync(check, keys);
        // Read between two readings of the seals, so that it must be among them, however fast the ledger grows.
        var checkpoint = await server.FindAsync("audit/checkpoint", cancel);
        await RowsAsync(check);
        await SealsAsync(check, keys);
        check.TakeCheckpoint(checkpoint is null ? null : Encoding.UTF8.GetString(checkpoint));
        return check.Report();
    }

    private async Task<ShownKey[]> KeysAsync() =>
        [.. JsonElement.Parse(await server.GetAsync("audit/keys", cancel)).GetProperty("items").EnumerateArray()
            .Select(key => new ShownKey(key.TextOf("verifierKey") ?? "", key.TextOf("introduction")))];

    // A server of before has none.
    private async Task<string[]> RecoveriesAsync() => await server.FindAsync("audit/recoveries", cancel) is { } list
        ? [.. JsonElement.Parse(list).GetProperty("items").EnumerateArray().Select(recovery => recovery.TextOf("note") ?? "")]
        : [];

    /// <summary>Reads the seals that weren't read before.</summary>
    private Task SealsAsync(LedgerCheck check, TrustedKeys keys)
    {
        var after = _sealedAt is { } at ? Query.Of(("after", Microseconds.Format(at))) : "";
        return server.StreamAsync($"audit/seals{after}", null, async stream =>
        {
            await foreach (var seals in LineBatches.ReadAsync(stream, (line, _) => CheckedSeal.Read(line, keys), cancel))
            {
                foreach (var seal in seals)
                    check.Take(seal);
                _sealedAt = seals.LastOrDefault(seal => seal.Seal is not null)?.Seal!.SealedAt ?? _sealedAt;
            }
        }, cancel);
    }

    private Task RowsAsync(LedgerCheck check) => server.StreamAsync("audit/rows", null, async stream =>
    {
        var read = 0L;
        await foreach (var rows in LineBatches.ReadAsync(stream, CheckedRow.Read, cancel))
        {
            foreach (var row in rows)
                check.Take(row);
            await TilesAsync(check, isEnd: false);
            progress(read += rows.Length, check.Size);
        }

        await TilesAsync(check, isEnd: true);
    }, cancel);

    private async Task TilesAsync(LedgerCheck check, bool isEnd)
    {
        foreach (var tile in check.TakeTiles(isEnd))
            check.Compare(tile, await server.FindAsync($"audit/tile/{tile.Path}", cancel));
    }
}
