using PositionLedger.Domain.Audit;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Evidence;

/// <summary>What the program in a bundle says of it, and of one that somebody changed.</summary>
[Collection(SharedLedger.Name)]
public sealed class CheckingABundle(LedgerApp app, TestPostgres postgres) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Api _api = Api.Of(app);

    public async ValueTask InitializeAsync() => await Python.IsNeededAsync();

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Verifies_every_part_of_an_answer_and_names_what_it_cannot_check()
    {
        var (zip, folder) = await (await Bundle.OfAsync(app, await AmendedAsync(), "2025-08-20")).SaveAsync(_folder);

        var unpacked = await Python.RunAsync(Path.Combine(folder, "verify.py"));
        var packed = await Python.RunAsync(Path.Combine(folder, "verify.py"), zip);

        Assert.Equal((0, 11, 4), (unpacked.ExitCode, Lines(unpacked.Output, "verified"), Lines(unpacked.Output, "could not be checked")));
        Assert.Equal(unpacked, packed);
    }

    [Fact]
    public async Task Trusts_the_ledgers_own_key_and_no_other()
    {
        var (_, folder) = await (await Bundle.OfAsync(app, await AmendedAsync(), "2025-08-20")).SaveAsync(_folder);
        var key = (await _api.GetAsync("/api/v1/audit/key")).Text.Trim();

        var trusted = await Python.RunAsync(Path.Combine(folder, "verify.py"), "--key", key);
        var doubted = await Python.RunAsync(Path.Combine(folder, "verify.py"), "--key", "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");

        Assert.Equal((0, 12, 3), (trusted.ExitCode, Lines(trusted.Output, "verified"), Lines(trusted.Output, "could not be checked")));
        Assert.Equal((1, 1), (doubted.ExitCode, Lines(doubted.Output, "FAILED")));
    }

    [Fact]
    public async Task Refuses_it_with_any_bit_changed_or_any_file_missing()
    {
        var bundle = await Bundle.OfAsync(app, await AmendedAsync(), "2025-08-20");

        await IsRefusedWhenChangedAsync(bundle);
    }

    [Fact]
    public async Task Refuses_it_changed_also_where_the_checkpoint_has_more_events_than_the_answer()
    {
        var talks = await Talks.BeginAsync(_api, ["one", "other"], ["border"]);
        var before = await SealedLedger.IsSealedAsync(app);
        await Given.Created(_api.PostAsync(talks.Cell("one", "border").StatementsPath, talks.Cell("one", "border").Statement().With(talks.Id("other"))));
        Assert.Equal(before + 2, await SealedLedger.IsSealedAsync(app));

        var bundle = await Bundle.OfAsync(app, Bundle.Path(talks.Cell("one", "border"), "2025-08-20", before + 1));

        Assert.Equal([before + 1, before + 2], [(long)bundle.Json("consistency.json")["from"]!, (long)bundle.Json("consistency.json")["to"]!]);
        Assert.Equal("rejects", $"{bundle.Json("answer.json")["stance"]}");
        await IsRefusedWhenChangedAsync(bundle);
    }

    [Fact]
    public async Task Verifies_what_a_bloc_says_for_a_member()
    {
        var talks = await Talks.BeginAsync(_api, ["bloc", "member"], ["border"]);
        await talks.SaysAsync("bloc", "border", "accepts", "2025-08-01");
        await talks.SpeaksForAsync("bloc", "member", "2025-01-01");

        var bundle = await Bundle.OfAsync(app, talks.Cell("member", "border"), "2025-08-09");

        Assert.Equal("""["viaBloc"]""", bundle.Json("answer.json")["flags"]!.ToJsonString());
        await IsVerifiedAsync(bundle);
    }

    [Fact]
    public async Task Verifies_a_contested_stance()
    {
        var talks = await Talks.BeginAsync(_api, ["party"], ["border"]);
        await talks.SaysAsync("party", "border", "accepts", "2025-08-01");
        await talks.SaysAsync("party", "border", "rejects", "2025-08-01");

        var bundle = await Bundle.OfAsync(app, talks.Cell("party", "border"), "2025-08-09");

        Assert.Equal("contested", $"{bundle.Json("answer.json")["stance"]}");
        await IsVerifiedAsync(bundle);
    }

    [Fact]
    public async Task Verifies_that_nothing_was_declared()
    {
        var talks = await Talks.BeginAsync(_api, ["party"], ["border"]);

        var bundle = await Bundle.OfAsync(app, talks.Cell("party", "border"), "2025-08-09");

        Assert.Equal("undeclared", $"{bundle.Json("answer.json")["stance"]}");
        Assert.Equal(2, bundle.Events.Length);
        await IsVerifiedAsync(bundle);
    }

    [Fact]
    public async Task Says_of_an_event_whose_salt_was_erased_that_it_could_not_be_checked()
    {
        await using var own = await LedgerApp.StartAsync(postgres);
        var talks = await Talks.BeginAsync(Api.Of(own), ["party"], ["border"]);
        var said = await talks.SaysAsync("party", "border", "accepts", "2025-08-01");
        await SealedLedger.IsSealedAsync(own);
        await Sql.RunAsync(own.ConnectionString,
            $"delete from ledger.event_salt where event_id = (select opened_by from ledger.statement_version where statement_id = '{said}')");

        var bundle = await Bundle.OfAsync(own, talks.Cell("party", "border"), "2025-08-09");
        var (_, folder) = await bundle.SaveAsync(_folder);
        var (exitCode, output) = await Python.RunAsync(Path.Combine(folder, "verify.py"));

        Assert.Equal((0, 9, 6), (exitCode, Lines(output, "verified"), Lines(output, "could not be checked")));
        Assert.DoesNotContain(said, bundle.Files["ro-crate-metadata.json"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":[true,false,null,{}]}""")]
    [InlineData("""["\u20ac$\u000f\nA'\u0042\u0022\u005c\\\"\/\u007f\ud83d\ude00", 333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]""")]
    [InlineData("[0, -0, 5e-324, 1.7976931348623157e308, 9007199254740993, 295147905179352825856, 1e21, 1e20, 0.000001, 0.0000001, 123456789012345680000]")]
    public async Task Writes_canonical_json_as_the_ledger_does(string json)
    {
        var canonical = System.Text.Encoding.UTF8.GetString(CanonicalJson.Write(System.Text.Json.JsonElement.Parse(json)));
        var folder = Checkout.PathOf("src", "PositionLedger.Server", "Audit", "Evidence");
        const string Program = "import sys; sys.path.insert(0, sys.argv[1]); import verify; "
            + "sys.stdout.buffer.write(verify.canonical(verify.parse(sys.argv[2].encode())).encode())";

        Assert.Equal((0, canonical), await Python.RunAsync("-c", Program, folder, json));
    }

    [Fact]
    public async Task Refuses_what_is_no_bundle()
    {
        var (zip, folder) = await (await Bundle.OfAsync(app, await AmendedAsync(), "2025-08-20")).SaveAsync(_folder);
        await File.WriteAllTextAsync(zip, "no zip", TestContext.Current.CancellationToken);

        int[] exitCodes =
        [
            (await Python.RunAsync(Path.Combine(folder, "verify.py"), zip)).ExitCode,
            (await Python.RunAsync(Path.Combine(folder, "verify.py"), _folder.Path)).ExitCode,
            (await Python.RunAsync(Path.Combine(folder, "verify.py"), "--nonsense")).ExitCode,
        ];

        Assert.Equal([1, 1, 2], exitCodes);
    }

    /// <summary>A statement that was corrected, one that was retracted, one beside it, and a source that was graded anew.</summary>
    private async Task<Cell> AmendedAsync()
    {
        var talks = await Talks.BeginAsync(_api, ["party", "elsewhere"], ["border", "other"]);
        var first = await talks.SaysAsync("party", "border", "accepts", "2025-08-01", statement => statement.If("Peace “first” — ≥ 3 km²"));
        await talks.SaysAsync("party", "other", "accepts", "2025-08-01");
        await talks.SaysAsync("elsewhere", "border", "accepts", "2025-08-01");
        await talks.AmendAsync(first, "corrections", new { reason = "a slip", stance = "leansFor" });
        await talks.AmendAsync(await talks.SaysAsync("party", "border", "rejects", "2025-08-03"), "retractions", new { reason = "a hoax" });
        await talks.SaysAsync("party", "border", "open", "2025-08-05", statement => statement.By("office"));
        await talks.SaysAsync("party", "border", "rejects", "2025-08-06", statement => statement["attribution"] = "leak");
        await talks.GradeAsync("C");
        return talks.Cell("party", "border");
    }

    private async Task IsVerifiedAsync(Bundle bundle)
    {
        var (_, folder) = await bundle.SaveAsync(_folder);
        var (exitCode, output) = await Python.RunAsync(Path.Combine(folder, "verify.py"));
        Assert.True((exitCode, Lines(output, "verified")) == (0, 11), output);
    }

    private async Task IsRefusedWhenChangedAsync(Bundle bundle)
    {
        var (zip, folder) = await bundle.SaveAsync(_folder);
        var (_, output) = await Python.RunAsync(Checkout.PathOf("tests", "PositionLedger.Server.Tests", "Audit", "Evidence", "mutate.py"), folder, zip);
        Assert.True(output.EndsWith(" changes were refused\n", StringComparison.Ordinal), output);
    }

    private static int Lines(string output, string verdict) =>
        output.Split('\n').Count(line => line.StartsWith(verdict, StringComparison.Ordinal));
}
