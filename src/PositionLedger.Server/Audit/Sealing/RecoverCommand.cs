using JasperFx.CommandLine;
using Npgsql;
using PositionLedger.Server.Audit.Mirroring;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>What the verb <c>recover</c> is told.</summary>
public sealed class RecoverInput : NetCoreInput
{
    [Description("Why: it is signed and kept for good, so say which backup was restored and when")]
    public string Reason { get; set; } = "";

    [Description("The folder of the mirror; the server's own where it is left out")]
    public string? MirrorFlag { get; set; }
}

/// <summary>The server's verb <c>recover</c>: puts the leaves back that a restored database lacks, so that the same log goes on.</summary>
[Description("Puts the log back from a mirror after a restore that lost sealed events", Name = "recover")]
public sealed class RecoverCommand : JasperFxAsyncCommand<RecoverInput>
{
    public override async Task<bool> Execute(RecoverInput input)
    {
        using var host = input.BuildHost();
        await host.Services.GetServices<IHostedService>().OfType<Migrations>().Single().StartAsync(CancellationToken.None);
        var mirror = input.MirrorFlag is { } folder ? new TileMirror(Path.GetFullPath(folder)) : host.Services.GetRequiredService<LogMirror>().Tiles;
        await using var connection = await host.Services.GetRequiredKeyedService<NpgsqlDataSource>(SealLedger.Source).OpenConnectionAsync();
        try
        {
            if (!await SealLedger.TryLockAsync(connection, CancellationToken.None))
                throw new CannotSealException("A server seals this ledger now: stop all servers first.");
            Print(await Recovery.RunAsync(connection, host.Services.GetRequiredService<SigningKeys>(), mirror, input.Reason.Trim()));
            return true;
        }
        catch (CannotSealException refusal)
        {
            Console.Error.WriteLine(refusal.Message);
            return false;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The mirror can't be read: {unreadable.Message}");
            return false;
        }
    }

    private static void Print(Recovery recovery)
    {
        var (said, lost) = (recovery.Declared, recovery.Lost);
        var back = said.Last.Size - said.Held;
        Console.WriteLine($"The log goes on as {said.Last.Origin} from {said.Last.Size} entries, of which the last {back} were put back from "
            + $"the mirror. Events that are lost: {lost.Count}.");
        foreach (var (leaf, id) in lost)
            Console.WriteLine($"leaf {leaf}: {id}");
    }
}
