using System.Net;
using System.Security.Cryptography;
using System.Text;
using PositionLedger.Server.Http;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Http;

[Collection(SharedLedger.Name)]
public sealed class TheAdministratorsKey(LedgerApp shared, TestPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_kept_as_its_hash_only()
    {
        await using var command = shared.Database.CreateCommand("select row_to_json(k)::text from ledger.api_key k");
        var row = (string)(await command.ExecuteScalarAsync(Cancel))!;

        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(LedgerApp.AdminKey))), row, StringComparison.Ordinal);
        Assert.DoesNotContain(LedgerApp.AdminKey, row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_made_once_where_none_is_given_and_replaced_where_another_is()
    {
        await using var app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_ADMIN_KEY", null));
        var clock = new Clock();
        var keys = new ApiKeys(app.Database, clock);
        Assert.Null(await keys.MakeAsync(Cancel));
        await Sql.RunAsync(app.ConnectionString, "delete from ledger.api_key");

        var made = (await keys.MakeAsync(Cancel))!;
        Assert.StartsWith("plk_", made, StringComparison.Ordinal);
        Assert.Null(await keys.MakeAsync(Cancel));
        Assert.Equal("administrator", await keys.OwnerOfAsync(made, Cancel));

        // As another server on the same database does, that was started with a new key.
        await new ApiKeys(app.Database, clock).SetAsync("plk_another-for-all", Cancel);
        clock.Pass(ApiKeys.Remembered);
        Assert.Null(await keys.OwnerOfAsync(made, Cancel));
        Assert.Equal("administrator", await keys.OwnerOfAsync("plk_another-for-all", Cancel));
        var body = new { id = "a-party", name = "A party", kind = "state" };
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Api(app.Host.Server.CreateClient(), made).PostAsync("/api/v1/parties", body)).Status);
        Assert.Equal(HttpStatusCode.Created, (await new Api(app.Host.Server.CreateClient(), "plk_another-for-all").PostAsync("/api/v1/parties", body)).Status);
    }

    [Fact]
    public async Task Is_the_same_with_and_without_the_end_of_line_that_came_with_it()
    {
        await using var app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_ADMIN_KEY", $" {LedgerApp.AdminKey}\n"));

        var opened = await Api.Of(app).PostAsync("/api/v1/parties", new { id = "upland", name = "Upland", kind = "state" });

        Assert.Equal(HttpStatusCode.Created, opened.Status);
    }

    [Fact]
    public async Task Is_refused_where_it_can_be_guessed()
    {
        var refusal = await Assert.ThrowsAsync<CannotStartException>(
            () => LedgerApp.StartAsync(postgres, shared.ConnectionString, ("LEDGER_ADMIN_KEY", "plk_14-letters\n")));

        Assert.StartsWith("LEDGER_ADMIN_KEY has 14 characters", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("/dev/urandom", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public void Pass(TimeSpan time) => _now += time;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
