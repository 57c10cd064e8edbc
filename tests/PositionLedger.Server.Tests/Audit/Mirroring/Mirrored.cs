using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Audit.Mirroring;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Mirroring;

/// <summary>What a test asks of a mirror.</summary>
internal static class Mirrored
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static string Folder(LedgerApp app) => Path.Combine(Path.GetDirectoryName(app.SigningKey)!, "mirror");

    public static string Seals(LedgerApp app) => Path.Combine(Folder(app), "seals.ndjson");

    public static string Bundle(LedgerApp app, string name) => Path.Combine(Folder(app), "tile", "entries", name);

    /// <summary>All that is in its files, by their names.</summary>
    public static async Task<SortedDictionary<string, string>> ReadAsync(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!Directory.Exists(folder))
            return files;

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            files[Path.GetRelativePath(folder, file)] = Convert.ToBase64String(await File.ReadAllBytesAsync(file, Cancel));
        return files;
    }

    /// <summary>Waits until the mirror holds what the ledger publishes, byte by byte; fails after some time.</summary>
    public static async Task IsWholeAsync(LedgerApp app, string? folder = null)
    {
        var (expected, found) = (new SortedDictionary<string, string>(), new SortedDictionary<string, string>());
        for (var i = 0; i < 1_200; i++)
        {
            (expected, found) = (await PublishedAsync(app), await ReadAsync(folder ?? Folder(app)));
            if (expected.SequenceEqual(found))
                return;
            await Task.Delay(50, Cancel);
        }

        Assert.Equal(expected, found);
    }

    /// <summary>Waits until the health says that the log isn't mirrored.</summary>
    public static async Task<string> TroubleAsync(LedgerApp app, string why = "")
    {
        var health = app.Host.Services.GetRequiredService<LogMirror>();
        while (true)
        {
            if ((await health.CheckHealthAsync(new(), Cancel)) is { Status: HealthStatus.Degraded, Description: { } now } && now.Contains(why, StringComparison.Ordinal))
                return now;
            await Task.Delay(20, Cancel);
        }
    }

    private static async Task<SortedDictionary<string, string>> PublishedAsync(LedgerApp app)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var client = app.Host.Server.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", LedgerApp.AdminKey);
        var seals = await client.GetByteArrayAsync("/api/v1/audit/seals", Cancel);
        var size = Checkpoint.TryParse(SignedNote.TryParse((await client.GetStringAsync("/api/v1/audit/checkpoint", Cancel)))!.Text)!.Size;
        for (var bundle = 0L; bundle * TileAddress.FullWidth < size; bundle++)
        {
            var tile = new TileAddress(TileAddress.Entries, bundle, (int)Math.Min(TileAddress.FullWidth, size - (bundle * TileAddress.FullWidth)));
            var entries = await client.GetByteArrayAsync($"/api/v1/audit/tile/entries/{tile.Path}", Cancel);
            files[Path.Combine("tile", "entries", (tile with { Width = TileAddress.FullWidth }).Path)] = Convert.ToBase64String(entries);
        }

        files["seals.ndjson"] = Convert.ToBase64String(seals);
        return files;
    }
}
