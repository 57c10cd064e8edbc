using System.Net;
using Microsoft.Extensions.Configuration;
using PositionLedger.Server.Http;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Http;

public sealed class WhoMayRead(TestPostgres postgres)
{
    [Theory]
    [InlineData(KeylessReaders.ThisMachine)]
    [InlineData(KeylessReaders.ThisMachine, "urls", "http://127.0.0.1:5080")]
    [InlineData(KeylessReaders.ThisMachine, "urls", "http://localhost:5080;http://[::1]:5080")]
    [InlineData(KeylessReaders.Everybody, "urls", "http://0.0.0.0:5080", "LEDGER_PUBLIC_READ", "1")]
    [InlineData(KeylessReaders.ThisMachine, "urls", "http://127.0.0.1:5080", "HTTP_PORTS", "8080")]
    [InlineData(KeylessReaders.ThisMachine, "Kestrel:Endpoints:Web:Url", "http://localhost:80")]
    [InlineData(KeylessReaders.Nobody, "urls", "http://127.0.0.1:5080", "LEDGER_PUBLIC_READ", "0")]
    [InlineData(KeylessReaders.Nobody, "urls", "http://0.0.0.0:5080")]
    [InlineData(KeylessReaders.Nobody, "urls", "http://0.0.0.0:5080", "LEDGER_PUBLIC_READ", "yes")]
    [InlineData(KeylessReaders.Nobody, "urls", "http://127.0.0.1:5080;http://10.0.0.7:5080")]
    [InlineData(KeylessReaders.Nobody, "urls", "http://*:5080")]
    [InlineData(KeylessReaders.Nobody, "urls", "http://+:5080")]
    [InlineData(KeylessReaders.Nobody, "urls", "http://[::]:5080")]
    [InlineData(KeylessReaders.Nobody, "urls", "http://ledger.example.org")]
    [InlineData(KeylessReaders.Nobody, "HTTP_PORTS", "8080")]
    [InlineData(KeylessReaders.Nobody, "HTTPS_PORTS", "8443")]
    [InlineData(KeylessReaders.Nobody, "Kestrel:Endpoints:Web:Url", "http://0.0.0.0:80")]
    [InlineData(KeylessReaders.Nobody, "urls", "http://localhost:5080", "Kestrel:Endpoints:Web:Url", "http://*:80")]
    public void Is_anybody_only_while_all_addresses_are_this_machines_own(KeylessReaders readers, params string[] settings) =>
        Assert.Equal(readers, ReadsMayBeOpen.WhoNeedsNoKey(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Chunk(2).ToDictionary(pair => pair[0], pair => (string?)pair[1])).Build()));

    [Theory]
    [InlineData(true, "Host", "localhost:5080"), InlineData(true, "Host", "127.0.0.1"), InlineData(true, "Host", "[::1]:5080")]
    [InlineData(false, "Host", "ledger.example.org"), InlineData(false, "Host", "127.0.0.1.example.org"), InlineData(false, "Host", "10.0.0.7")]
    [InlineData(false, "X-Forwarded-For", "10.0.0.7"), InlineData(false, "x-forwarded-host", "ledger.example.org"), InlineData(false, "Forwarded", "for=10.0.0.7")]
    [InlineData(false, "x-real-ip", "10.0.0.7"), InlineData(false, "Via", "1.1 proxy")]
    public async Task Is_anybody_on_this_machine_but_nobody_whom_a_proxy_or_a_foreign_name_brings(bool anybody, string header, string value)
    {
        await using var app = await LedgerApp.StartAsync(postgres);

        var keyless = await Api.Anonymous(app).GetAsync("/api/v1/parties", (header, value));
        var withKey = await Api.Of(app).GetAsync("/api/v1/parties", (header, value));

        Assert.Equal(anybody ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, keyless.Status);
        Assert.Equal(HttpStatusCode.OK, withKey.Status);
    }

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
