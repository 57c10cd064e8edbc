using JasperFx.CommandLine;
using Npgsql;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Audit.Mirroring;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>What the verb <c>new-epoch</c> is told.</summary>
public sealed class NewEpochInput : NetCoreInput
{
    [Description("Why: it is signed and kept for good, so say which backup was restored and when")]
    public string Reason { get; set; } = "";
}

/// <summary>The server's verb <c>new-epoch</c>: goes on under another origin after sealed events were lost, and says so for good.</summary>
[Description("Declares a new epoch of the log after a restore that lost sealed events", Name = "new-epoch")]
public sealed class NewEpochCommand : JasperFxAsyncCommand<NewEpochInput>
{
    private const string Insert = """
        insert into ledger.log_key (number, origin, verifier_key, introduction)
        select max(number) + 1, $1, $2, $3 from ledger.log_key
        """;

    public override async Task<bool> Execute(NewEpochInput input)
    {
        using var host = input.BuildHost();
        await host.Services.GetServices<IHostedService>().OfType<Migrations>().Single().StartAsync(CancellationToken.None);
        await using var connection = await host.Services.GetRequiredKeyedService<NpgsqlDataSource>(SealLedger.Source).OpenConnectionAsync();
        try
        {
            if (!await SealLedger.TryLockAsync(connection, CancellationToken.None))
                throw new CannotSealException("A server seals this ledger now: stop all servers first.");
            var declared = await DeclareAsync(connection, host.Services.GetRequiredService<SigningKeys>(),
                host.Services.GetRequiredService<LogMirror>(), input.Reason.Trim());
            Console.WriteLine($"The log goes on as {declared.Key.Name}, from {declared.Held} events; {declared.Last.Origin} ended with {declared.Last.Size}, of which "
                + $"{declared.Last.Size - declared.Held} are lost. The new verifier key, for all who verify:\n{declared.Key}");
            return true;
        }
        catch (CannotSealException refusal)
        {
            Console.Error.WriteLine(refusal.Message);
            return false;
        }
    }

    internal static async Task<EpochDeclaration> DeclareAsync(NpgsqlConnection connection, SigningKeys keys, LogMirror mirror, string reason)
    {
        if (reason.Length == 0 || reason.Any(char.IsControl))
            throw new CannotSealException("Say why, in one line.");
        var old = keys.Read();
        var last = keys.LastSigned.Read();
        var held = (await Database.ListAsync(connection, "select coalesce(max(leaf_index) + 1, 0) from ledger.leaf", row => row.GetInt64(0), [], CancellationToken.None))[0];
        if (old.Count == 0 || last is null || last.Size < held)
            throw new CannotSealException("Nothing that this server signed is missing: there is nothing to declare.");

        var origins = await Database.ListAsync(connection, "select distinct origin from ledger.log_key", row => row.GetString(0), [], CancellationToken.None);
        var next = SigningKeys.MakeNext($"{last.Origin.Split("/epoch-")[0]}/epoch-{origins.Count + 1}");
        var declaration = new EpochDeclaration(SigningKeys.VerifierOf(next), last, held, reason);
        await using var command = new NpgsqlCommand(Insert, connection);
        command.Parameters.Add(new() { Value = next.Name });
        command.Parameters.Add(new() { Value = declaration.Key.ToString() });
        command.Parameters.Add(new() { Value = SigningKeys.Sign(declaration.Body, old).ToText() });
        await command.ExecuteNonQueryAsync();
        keys.Replace(next);
        if (!mirror.TryPutAside(SigningKeys.MarkOf(next)))
            Console.Error.WriteLine($"Move the old log's mirror away yourself, from {mirror.Tiles.Folder}: the new log's is made there.");
        return declaration;
    }
}
