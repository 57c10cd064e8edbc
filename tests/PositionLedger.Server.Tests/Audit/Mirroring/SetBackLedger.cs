using System.Diagnostics;
using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Mirroring;

/// <summary>A ledger whose database was set back to an earlier state, with the mirror and the key that know better; to be copied.</summary>
public sealed class SetBackLedger(TestPostgres postgres) : IAsyncLifetime
{
    /// <summary>How many leaves the restored database has, and how many were signed.</summary>
    public const int Held = 250;
    public const int Size = 310;

    /// <summary>The last events were in the backup, and not yet sealed then.</summary>
    public const int Lost = Size - Held - 5;

    private static readonly string SetBack = $"""
        do $$ declare t text; begin
          foreach t in array array['mt_events', 'mt_streams', 'leaf', 'event_salt', 'tree_node', 'checkpoint'] loop
            execute format('alter table ledger.%I disable trigger all', t);
          end loop;
        end $$;
        delete from ledger.mt_events where stream_id <> 'party/kept' and id in (select event_id from ledger.leaf where leaf_index >= {Held});
        delete from ledger.event_salt where event_id in (select event_id from ledger.leaf where leaf_index >= {Held});
        delete from ledger.leaf where leaf_index >= {Held};
        delete from ledger.tree_node;
        delete from ledger.checkpoint where tree_size > {Held};
        update ledger.mt_streams s set version = (select max(version) from ledger.mt_events e where e.stream_id = s.id);
        """;

    private LedgerApp _app = null!;
    private string _database = "";

    private static CancellationToken Cancel => CancellationToken.None;

    public TestPostgres Postgres => postgres;

    public Cell Cell { get; private set; } = null!;

    /// <summary>The ids of all events in the order of their leaves.</summary>
    public IReadOnlyList<Guid> Ids { get; private set; } = [];

    /// <summary>The newest checkpoint before the loss.</summary>
    public string Kept { get; private set; } = "";

    /// <summary>The database's clock when all was sealed.</summary>
    public string KnownAt { get; private set; } = "";

    public string VerifierKey { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_ORIGIN", "ledger.example.org"));
        Cell = await Given.CellAsync(Api.Of(_app));
        await AppendAsync("party/raw", 1, Held - 3);
        for (var i = 0; i < 5; i++)
            await AppendAsync("party/raw", Held - 2 + (11 * i), 11);
        await AppendAsync("party/kept", 1, 5);
        KnownAt = (await Sql.AskAsync<string>(_app.ConnectionString, "select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
        // Has the ledger sealed once more without anything new.
        Assert.Equal(HttpStatusCode.OK, (await Api.Of(_app).GetAsync(Cell.StancePath("2025-08-10", $"&knownAt={KnownAt}"))).Status);
        Ids = await SealedLedger.ReadAsync(_app, "select event_id from ledger.leaf order by leaf_index", row => row.GetGuid(0));
        Kept = (await Api.Anonymous(_app).GetAsync("/api/v1/audit/checkpoint")).Text;
        VerifierKey = (await Api.Anonymous(_app).GetAsync("/api/v1/audit/key")).Text.TrimEnd('\n');
        await Mirrored.IsWholeAsync(_app);
        await _app.EndAsync();
        _database = await postgres.CreateDatabaseAsync(_app.ConnectionString);
        await Sql.RunAsync(_database, SetBack);
    }

    /// <summary>A copy of the database as it was set back.</summary>
    public Task<string> DatabaseAsync() => postgres.CreateDatabaseAsync(_database);

    /// <summary>Copies the key, what was signed last and the mirror.</summary>
    public void CopyTo(string folder)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_app.SigningKey)!, "signing.key*"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        foreach (var file in Directory.GetFiles(Mirrored.Folder(_app), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, "mirror", Path.GetRelativePath(Mirrored.Folder(_app), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Runs the verb on a database, with what is in the folder.</summary>
    public static async Task<(int ExitCode, string Output)> RecoverAsync(TemporaryFolder folder, string database, params string[] arguments)
    {
        var start = ServerProcess.Verb(folder, "recover", ("ConnectionStrings__ledger", database));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancel), process.StandardError.ReadToEndAsync(Cancel));
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await output + await errors);
    }

    public async ValueTask DisposeAsync()
    {
        await postgres.DropDatabaseAsync(_database);
        await _app.DisposeAsync();
    }

    private async Task AppendAsync(string stream, int from, int count)
    {
        await using (var connection = await SealedLedger.ConnectAsync(_app))
            await SealedLedger.AppendAsync(connection, stream, from, count);
        await SealedLedger.IsSealedAsync(_app);
    }
}
