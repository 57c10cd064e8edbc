using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Imports;

/// <summary>A file that a test sends to be imported, and what became of it.</summary>
internal static class Imported
{
    public const string Path = "/api/v1/imports";
    public const string Csv = "text/csv";
    public const string Ndjson = "application/x-ndjson";

    /// <summary>The columns of <see cref="Row"/>.</summary>
    public const string Header = "key,party,issue,kind,stance,saidOn,speaker,authority,quote,attribution,source";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A row of a cell, as <see cref="Header"/> has it.</summary>
    public static string Row(Cell cell, string key, string stance = "rejects", string saidOn = "2025-08-09", string quote = "We will not.") =>
        $"{key},{cell.Party},{cell.Issue},position,{stance},{saidOn},A. Speaker,principal,{quote},namedOnRecord,{cell.Source}";

    /// <summary>Imports rows of CSV under the usual header, to the end.</summary>
    public static Task<JsonNode> RowsAsync(Api api, IEnumerable<string> rows, string query = "") =>
        FileAsync(api, string.Join('\n', [Header, .. rows]), Csv, query);

    /// <summary>Imports lines of NDJSON, to the end.</summary>
    public static Task<JsonNode> LinesAsync(Api api, IEnumerable<JsonNode> lines, string query = "") =>
        FileAsync(api, string.Concat(lines.Select(line => line.ToJsonString() + "\n")), Ndjson, query);

    /// <summary>Imports a file to the end, whatever comes of it.</summary>
    public static async Task<JsonNode> FileAsync(Api api, string file, string type, string query = "")
    {
        var sent = await SendAsync(api, Encoding.UTF8.GetBytes(file), type, query);
        Assert.True(sent.Status == HttpStatusCode.Accepted, sent.Text);
        return await EndAsync(api, sent.Headers.Location!.ToString());
    }

    public static Task<Reply> SendAsync(Api api, byte[] file, string type, string query = "")
    {
        var content = new ByteArrayContent(file);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return api.SendAsync(HttpMethod.Post, Path + query, content);
    }

    public static async Task<JsonNode> EndAsync(Api api, string path)
    {
        // However long it takes: a million lines are many.
        while (true)
        {
            var report = (await api.GetAsync(path)).Json;
            if (report["state"]!.GetValue<string>() != "running")
                return report;
            await Task.Delay(10, Cancel);
        }
    }

    public static byte[] Zipped(byte[] file)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
            zip.Write(file);
        return zipped.ToArray();
    }

    /// <summary>How many lines were recorded, unchanged and refused.</summary>
    public static (int Recorded, int Unchanged, int Refused) Counts(JsonNode report) =>
        (report["recorded"]!.GetValue<int>(), report["unchanged"]!.GetValue<int>(), report["refused"]!.GetValue<int>());

    /// <summary>Each refusal as <c>line field code</c>.</summary>
    public static string[] Refusals(JsonNode report) =>
        [.. report["refusals"]!.AsArray().Select(refusal => $"{refusal!["line"]} {refusal["field"]?.ToString() ?? "-"} {refusal["code"]}")];
}
