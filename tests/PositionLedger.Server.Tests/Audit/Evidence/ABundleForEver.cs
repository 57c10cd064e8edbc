using System.IO.Compression;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Evidence;

/// <summary>The same request gives the same bytes.</summary>
public sealed class ABundleForEver(TestPostgres postgres)
{
    [Fact]
    public async Task Is_the_same_after_more_was_recorded_a_key_was_added_and_the_server_started_again()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var talks = await Talks.BeginAsync(Api.Of(app), ["bloc", "member"], ["border"]);
        await talks.SpeaksForAsync("bloc", "member", "2025-01-01");
        var said = await talks.SaysAsync("bloc", "border", "accepts", "2025-08-01");
        var path = Bundle.Path(talks.Cell("member", "border"), "2025-08-09", await SealedLedger.IsSealedAsync(app));
        var first = await Bundle.OfAsync(app, path);

        await talks.SaysAsync("member", "border", "rejects", "2025-08-02");
        await talks.AmendAsync(said, "retractions", new { reason = "a hoax" });
        await talks.GradeAsync("E");
        await talks.SpeaksForAsync("bloc", "member", "2025-01-01", speaksFor: false);
        await SealedLedger.IsSealedAsync(app);
        await Sql.RunAsync(app.ConnectionString, """
            insert into ledger.log_key (number, origin, verifier_key)
            select max(number) + 1, min(origin), 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW' from ledger.log_key
            """);

        Assert.Equal(first.Bytes, (await Bundle.OfAsync(app, path)).Bytes);
        await using var again = await LedgerApp.StartAsync(postgres, app.ConnectionString, ("LEDGER_SIGNING_KEY", app.SigningKey));
        Assert.Equal(first.Bytes, (await Bundle.OfAsync(again, path)).Bytes);
    }

    [Fact]
    public async Task Is_a_zip_that_tells_nothing_of_when_and_where_it_was_made_and_opens_everywhere()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var talks = await Talks.BeginAsync(Api.Of(app), ["party"], ["border"]);
        var bundle = await Bundle.OfAsync(app, talks.Cell("party", "border"), "2025-08-09");

        using var zip = new ZipArchive(new MemoryStream(bundle.Bytes));
        Assert.Equal(zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal), zip.Entries.Select(entry => entry.FullName));
        Assert.All(zip.Entries, entry => Assert.Equal((new DateTime(1980, 1, 1), entry.Length), (entry.LastWriteTime.DateTime, entry.CompressedLength)));

        await Python.IsNeededAsync();
        using var folder = new TemporaryFolder();
        var (path, _) = await bundle.SaveAsync(folder);
        Assert.Equal((0, "None\n"), await Python.RunAsync("-c", "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).testzip())", path));
    }
}
