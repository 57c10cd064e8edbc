using System.Net;
using Microsoft.Extensions.Configuration;
using PositionLedger.Server.Http;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Http;

public sealed class WhoMayRead(TestPostgres postgres)
{
    [Theory]
    [InlineData(true)]
    [InlineData(true, "urls", "http://127.0.0.1:5080")]
    [InlineData(true, "urls", "http://localhost:5080;http://[::1]:5080")]
    [InlineData(true, "urls", "http://0.0.0.0:5080", "LEDGER_PUBLIC_READ", "1")]
    [InlineData(true, "urls", "http://127.0.0.1:5080", "HTTP_PORTS", "8080")]
    [InlineData(true, "Kestrel:Endpoints:Web:Url", "http://localhost:80")]
    [InlineData(false, "urls", "http://0.0.0.0:5080")]
    [InlineData(false, "urls", "http://0.0.0.0:5080", "LEDGER_PUBLIC_READ", "yes")]
    [InlineData(false, "urls", "http://127.0.0.1:5080;http://10.0.0.7:5080")]
    [InlineData(false, "urls", "http://*:5080")]
    [InlineData(false, "urls", "http://+:5080")]
    [InlineData(false, "urls", "http://[::]:5080")]
    [InlineData(false, "urls", "http://ledger.example.org")]
    [InlineData(false, "HTTP_PORTS", "8080")]
    [InlineData(false, "HTTPS_PORTS", "8443")]
    [InlineData(false, "Kestrel:Endpoints:Web:Url", "http://0.0.0.0:80")]
    [InlineData(false, "urls", "http://localhost:5080", "Kestrel:Endpoints:Web:Url", "http://*:80")]
    public void Is_anybody_only_while_all_addresses_are_this_machines_own(bool anybody, params string[] settings) =>
        Assert.Equal(anybody, ReadsMayBeOpen.ReadsAreOpen(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Chunk(2).ToDictionary(pair => pair[0], pair => (string?)pair[1])).Build()));

    [Fact]
    public async Task Is_whoever_has_a_key_once_the_ledger_is_served_to_others()
    {
        await using var app = await LedgerApp.StartAsync(postgres, null, ("urls", "http://0.0.0.0:5080"));
        string[] reads = ["/api/v1/parties", "/api/v1/parties/ukraine", "/api/v1/parties/ukraine/replay", "/openapi/v1.json", "/docs/", "/nothing"];

        foreach (var path in reads)
            Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), Outcome(await Api.Anonymous(app).GetAsync(path)));
        Assert.Equal(HttpStatusCode.OK, (await Api.Of(app).GetAsync("/api/v1/parties")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Api.Anonymous(app).GetAsync("/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Api.Anonymous(app).GetAsync("/health/live")).Status);
    }

    [Fact]
    public async Task Is_led_to_the_description_from_the_address_itself()
    {
        await using var app = await LedgerApp.StartAsync(postgres);

        var led = await Api.Anonymous(app).GetAsync("/");

        Assert.Equal((HttpStatusCode.Found, "/docs"), (led.Status, led.Headers.Location?.OriginalString));
    }

    private static (HttpStatusCode, string?) Outcome(Reply reply) => (reply.Status, reply.Problem);
}
