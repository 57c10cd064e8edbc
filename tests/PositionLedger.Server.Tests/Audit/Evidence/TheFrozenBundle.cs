using System.Security.Cryptography;
using System.Text.RegularExpressions;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Evidence;

/// <summary>How a bundle of <c>format=1</c> is written, as far as that isn't how answers are written.</summary>
/// <remarks>
/// Bundles are cited by their digests, so nothing here is ever changed once it was released, nor are the texts that are pinned here.
/// Who wants to write them otherwise adds a format 2, and keeps this one.
/// </remarks>
public sealed partial class TheFrozenBundle(TestPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("verify.py", "b2831b2d1154cd4bfc27f29ddfc40f7090205845708a19ba6660997723f7774c")]
    [InlineData("VERIFY.md", "050c5ed8abe5b26bf9e59c2e89298f26635a5240c5e06796406e400b8a819c65")]
    public async Task Encloses_the_same_texts_as_ever(string name, string digest) => Assert.Equal(
        digest,
        Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Checkout.PathOf("src", "PositionLedger.Server", "Audit", "Evidence", name), Cancel))));

    [Fact]
    public async Task Writes_what_it_derives_as_it_always_did()
    {
        await using var app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_ORIGIN", "ledger.example.org"));
        var talks = await Talks.BeginAsync(Api.Of(app), ["party"], ["border"]);
        await talks.OpenAsync("bloc");
        await talks.SpeaksForAsync("bloc", "party", "2025-01-01");
        var said = await talks.SaysAsync("bloc", "border", "accepts", "2025-08-01");
        await talks.AmendAsync(said, "retractions", new { reason = "a hoax" });

        var bundle = await Bundle.OfAsync(app, talks.Cell("party", "border"), "2025-08-09");

        foreach (var name in (string[])["ro-crate-metadata.json", "replay.ndjson"])
        {
            var (kept, written) = (Checkout.PathOf("tests", "PositionLedger.Server.Tests", "Audit", "Evidence", "format-1", name), WithoutChance(bundle.Files[name]));
            // Only a file that isn't there yet is made.
            if (Environment.GetEnvironmentVariable("LEDGER_UPDATE_DOCS") is not null && !File.Exists(kept))
                await File.WriteAllTextAsync(kept, written, Cancel);
            Assert.Equal(await File.ReadAllTextAsync(kept, Cancel), written);
        }
    }

    // Ids count from 1 by their first appearance; times, and what keeps the ids of tests apart, are the same each time.
    private static string WithoutChance(string text)
    {
        var ids = new List<string>();
        text = Id().Replace(text, id =>
        {
            if (!ids.Contains(id.Value))
                ids.Add(id.Value);
            return $"(id {ids.IndexOf(id.Value) + 1})";
        });
        return Time().Replace(Day().Replace(Suffix().Replace(text, ""), "\"datePublished\": \"(day)\""), "(time)");
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("-[0-9a-f]{12}")]
    private static partial Regex Suffix();

    [GeneratedRegex("\"datePublished\": \"[0-9-]+\"")]
    private static partial Regex Day();

    [GeneratedRegex("[0-9-]{10}T[0-9:]{8}\\.[0-9]+Z")]
    private static partial Regex Time();
}
