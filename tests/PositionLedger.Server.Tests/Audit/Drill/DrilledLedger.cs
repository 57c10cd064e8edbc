using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Drill;

/// <summary>A sealed ledger in a database of its own, to be copied for each attack, and what an auditor holds of it outside.</summary>
public sealed class DrilledLedger(TestPostgres postgres) : IAsyncLifetime
{
    /// <summary>How many events were sealed when the auditor took a copy of the checkpoint.</summary>
    public const int KeptSize = 305;

    /// <summary>How many events there are in all.</summary>
    public const int Size = 320;

    private readonly TemporaryFolder _folder = new();
    private string _database = "";

    public TestPostgres Postgres => postgres;

    /// <summary>The database to copy; nobody is connected to it.</summary>
    public string Template => _database;

    /// <summary>The file of the signing key, without what was signed last: what a thief of the key has.</summary>
    public string SigningKey => Path.Combine(_folder.Path, "stolen.key");

    /// <summary>The checkpoint that the auditor keeps.</summary>
    public string Kept => Path.Combine(_folder.Path, "kept");

    /// <summary>The ledger's verifier key, which the auditor has from elsewhere.</summary>
    public string VerifierKey { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        var app = await LedgerApp.StartAsync(postgres, _database, ("LEDGER_ORIGIN", "drill.example.org"));
        var cell = await Given.CellAsync(Api.Of(app));
        await cell.RecordAsync();
        await cell.RecordAsync(cell.Statement("accepts", "2025-08-10", quote: "We will."));
        await using (var connection = await SealedLedger.ConnectAsync(app))
        {
            await SealedLedger.AppendAsync(connection, "party/raw", 1, KeptSize - 10);
            await SealedLedger.IsSealedAsync(app);
            await SealedLedger.AppendAsync(connection, "party/raw", KeptSize - 9, 5);
        }

        await SealedLedger.IsSealedAsync(app);
        VerifierKey = (await Api.Anonymous(app).GetAsync("/api/v1/audit/key")).Text.TrimEnd('\n');
        await File.WriteAllTextAsync(Kept, (await Api.Anonymous(app).GetAsync("/api/v1/audit/checkpoint")).Text);
        await using (var connection = await SealedLedger.ConnectAsync(app))
        {
            for (var i = 0; i < 3; i++)
            {
                await SealedLedger.AppendAsync(connection, "party/raw", KeptSize - 4 + (5 * i), 5);
                await SealedLedger.IsSealedAsync(app);
            }
        }

        File.Copy(app.SigningKey, SigningKey);
        await app.Host.DisposeAsync();
        Npgsql.NpgsqlConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        await postgres.DropDatabaseAsync(_database);
        _folder.Dispose();
    }
}
