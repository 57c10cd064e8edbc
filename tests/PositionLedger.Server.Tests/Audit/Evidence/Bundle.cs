using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Evidence;

/// <summary>An evidence bundle as a caller gets it.</summary>
internal sealed record Bundle(byte[] Bytes)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public IReadOnlyDictionary<string, string> Files { get; } = Read(Bytes);

    public JsonNode Json(string name) => JsonNode.Parse(Files[name])!;

    /// <summary>The replay's lines.</summary>
    public JsonNode[] Replay => [.. Files["replay.ndjson"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    /// <summary>The events that are disclosed, in the order of their leaves.</summary>
    public JsonNode[] Events => [.. Files.Keys.Where(name => name.StartsWith("disclosures/", StringComparison.Ordinal))
        .OrderBy(name => int.Parse(name.Split('/', '.')[1], System.Globalization.CultureInfo.InvariantCulture)).Select(name => Json(name)["event"]!)];

    public static string Path(Cell cell, string on, long size, string more = "") =>
        $"/api/v1/audit/bundles?party={cell.Party}&issue={cell.Issue}&on={on}&ledgerSize={size}{more}";

    /// <summary>Waits until all is sealed, and asks for the evidence of that size.</summary>
    public static async Task<Bundle> OfAsync(LedgerApp app, Cell cell, string on, string more = "") =>
        await OfAsync(app, Path(cell, on, await SealedLedger.IsSealedAsync(app), more));

    public static async Task<Bundle> OfAsync(LedgerApp app, string path)
    {
        using var client = app.Host.Server.CreateClient();
        using var reply = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var bytes = await reply.Content.ReadAsByteArrayAsync(Cancel);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, Encoding.UTF8.GetString(bytes));
        Assert.Equal("application/zip", reply.Content.Headers.ContentType!.MediaType);
        return new(bytes);
    }

    /// <summary>Puts it into a folder, packed and unpacked.</summary>
    /// <returns>The zip, and the folder with its files.</returns>
    public async Task<(string Zip, string Folder)> SaveAsync(TemporaryFolder folder)
    {
        var (zip, unpacked) = (System.IO.Path.Combine(folder.Path, "evidence.zip"), System.IO.Path.Combine(folder.Path, "evidence"));
        await File.WriteAllBytesAsync(zip, Bytes, Cancel);
        await ZipFile.ExtractToDirectoryAsync(zip, unpacked, Cancel);
        return (zip, unpacked);
    }

    private static Dictionary<string, string> Read(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        });
    }
}
