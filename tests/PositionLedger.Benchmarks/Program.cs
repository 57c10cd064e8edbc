using System.Globalization;
using PositionLedger.Benchmarks;

// `serve` is the child process that a benchmark starts, so that the load comes from outside of the server.
if (args is ["serve", var connectionString, var address])
{
    await BenchedServer.ServeAsync(connectionString, address);
    return 0;
}

var seconds = args.Length > 1 && int.TryParse(args[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : (int?)null;
var asked = args.Length == 0 ? [.. Suite.Usual] : seconds is null ? args : args[..^1];
if (asked.Except(Suite.Names).Any())
{
    Console.Error.WriteLine($"There are: {string.Join(", ", Suite.Names)}; none or several may be named. Seconds to measure for may follow Append and SealLag.");
    return 2;
}

return await Suite.RunAsync(asked, seconds, CancellationToken.None) ? 0 : 1;
