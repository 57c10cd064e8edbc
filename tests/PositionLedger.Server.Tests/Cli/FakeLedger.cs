using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace PositionLedger.Server.Tests.Cli;

/// <summary>A server on a port of this machine that answers as a test wants it to.</summary>
internal sealed class FakeLedger : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeLedger(WebApplication app) => _app = app;

    public static async Task<FakeLedger> StartAsync(Action<WebApplication> routes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        routes(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    public Task<Ran> RunAsync(params string[] args) => RunAsync([], args, TestContext.Current.CancellationToken);

    public Task<Ran> RunAsync(byte[] input, string[] args, CancellationToken cancel) =>
        CommandLine.RunAsync(new SocketsHttpHandler(), input, [.. args, "--url", _app.Urls.Single()], cancel);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
