using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace PositionLedger.Server;

/// <summary>The addresses that the server listens on, and in one sentence why it cannot where it cannot.</summary>
public static class Listening
{
    private const string Default = "http://127.0.0.1:5080";

    /// <summary>Takes this machine's own address where none is given; an empty setting gives none.</summary>
    public static void Choose(WebApplicationBuilder builder)
    {
        if (!Given(builder.Configuration).Any())
            builder.WebHost.UseUrls(Default);
    }

    /// <summary>The addresses that were given, ports as addresses on all interfaces; none where the default is taken.</summary>
    public static IEnumerable<string> Addresses(IConfiguration configuration) => Given(configuration).Select(given => given.Address);

    /// <summary>Throws <see cref="CannotStartException"/> where an address is none. Kestrel would take some of them for any address.</summary>
    public static void Check(IConfiguration configuration)
    {
        foreach (var (setting, address) in Given(configuration).Where(given => !IsAddress(given.Address)))
            throw new CannotStartException(
                $"{setting} names {address}, where no server can listen: write it like {Default}, with a port up to 65535.");
    }

    /// <summary>Runs until somebody stops it. Throws <see cref="CannotStartException"/> where it cannot listen.</summary>
    public static async Task RunAsync(WebApplication app)
    {
        // Both belong to the application, which is gone by the time that somebody asks.
        var (configuration, stopping) = (app.Configuration, app.Lifetime.ApplicationStopping);
        try
        {
            await StartAndWaitAsync(app);
        }
        catch (Exception failure) when (Reason(failure) is { } reason)
        {
            throw new CannotStartException(Sentence(configuration, reason), failure);
        }
        catch (InvalidOperationException certificate) when (certificate.Message.Contains("HTTPS endpoint", StringComparison.Ordinal))
        {
            throw new CannotStartException(
                "An https address needs a certificate: name it with Kestrel__Certificates__Default__Path, or listen on http and put a proxy in front.", certificate);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new CannotStartException("The server was stopped before it was ready.");
        }
    }

    // As app.RunAsync() does, but that what has begun is stopped where the start fails: by itself it is only thrown away, and who had not
    // come to run yet is then told of as a fault.
    private static async Task StartAndWaitAsync(WebApplication app)
    {
        await using (app)
        {
            try
            {
                await app.StartAsync();
            }
            catch
            {
                await app.StopAsync();
                throw;
            }

            await app.WaitForShutdownAsync();
        }
    }

    /// <summary>Why an address could not be had; null where something else went wrong.</summary>
    public static SocketError? Reason(Exception? failure) => failure switch
    {
        SocketException socket => socket.SocketErrorCode,
        AggregateException several => several.InnerExceptions.Select(Reason).FirstOrDefault(reason => reason is not null),
        IOException or AddressInUseException => Reason(failure.InnerException),
        _ => null,
    };

    /// <summary>What to do about it, in one sentence.</summary>
    public static string Sentence(IConfiguration configuration, SocketError reason)
    {
        var addresses = string.Join(" or ", Addresses(configuration));
        return reason switch
        {
            SocketError.AddressAlreadyInUse => $"Another program already listens on {addresses}: stop it, or choose another port with ASPNETCORE_URLS.",
            SocketError.AccessDenied => $"The system does not let this user listen on {addresses}: choose a port from 1024 with ASPNETCORE_URLS.",
            SocketError.AddressNotAvailable => $"This machine does not have the address {addresses}: choose one of its own with ASPNETCORE_URLS.",
            _ => $"The server cannot listen on {addresses} ({reason}): choose another address with ASPNETCORE_URLS.",
        };
    }

    // What Kestrel takes, in its order: its own section, then the addresses, then the ports.
    private static IEnumerable<(string Setting, string Address)> Given(IConfiguration configuration)
    {
        var own = configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Where(endpoint => endpoint["Url"] is not null).Select(endpoint => ($"{endpoint.Path}:Url", endpoint["Url"]!)).ToArray();
        var urls = Parts(configuration, "ASPNETCORE_URLS").Select(url => ("ASPNETCORE_URLS", url)).ToArray();
        if (own.Length + urls.Length > 0)
            return [.. own, .. urls];

        return from setting in (string[])["ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS"]
            from port in Parts(configuration, setting)
            select (setting, $"{(setting == "ASPNETCORE_HTTP_PORTS" ? "http" : "https")}://*:{port}");
    }

    private static string[] Parts(IConfiguration configuration, string setting) =>
        configuration[KeyOf(setting)]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string KeyOf(string setting) => setting.Replace("ASPNETCORE_", "", StringComparison.Ordinal);

    private static bool IsAddress(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address.IsUnixPipe || address.IsNamedPipe
                || (address is { Scheme: "http" or "https", PathBase: "", Port: >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort }
                    && !(address is { Host: "localhost", Port: 0 }) // Kestrel can't find one port for both of its addresses.
                    && (address.Host.StartsWith('[') || !address.Host.Contains(':', StringComparison.Ordinal)));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
