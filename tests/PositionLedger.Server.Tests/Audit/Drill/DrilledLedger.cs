using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Drill;

/// <summary>A sealed ledger in a database of its own, to be copied for each attack, and what an auditor holds of it outside.</summary>
public sealed class DrilledLedger(TestPostgres postgres) : IAsyncLifetime
{
    /// <summary>How many events the earliest checkpoint covers that an attack may go back to.</summary>
    public const int FirstSize = 5;

    /// <summary>How many events were sealed when the auditor took a copy of the checkpoint.</summary>
    public const int KeptSize = 305;

    /// <summary>How many events there are in all.</summary>
    public const int Size = 320;

    private readonly TemporaryFolder _folder = new();
    private LedgerApp _app = null!;

    public TestPostgres Postgres => postgres;

    /// <summary>The database to copy; nobody is connected to it.</summary>
    public string Template => _app.ConnectionString;

    /// <summary>The file of the signing key, without what was signed last: what a thief of the key has.</summary>
    public string SigningKey => Path.Combine(_folder.Path, "stolen.key");

    /// <summary>The checkpoint that the auditor keeps.</summary>
    public string Kept => Path.Combine(_folder.Path, "kept");

    /// <summary>The ledger's verifier key, which the auditor has from elsewhere.</summary>
    public string VerifierKey { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_ORIGIN", "drill.example.org"));
        var cell = await Given.CellAsync(Api.Of(_app));
        await cell.RecordAsync();
        await cell.RecordAsync(cell.Statement("accepts", "2025-08-10", quote: "We will."));
        // An attack goes back to this checkpoint: it must have been signed, however slowly the sealer comes to it.
        Assert.Equal(FirstSize, await SealedLedger.IsSealedAsync(_app));
        await using (var connection = await SealedLedger.ConnectAsync(_app))
            await SealedLedger.AppendAsync(connection, "party/raw", 1, KeptSize - FirstSize);
        await SealedLedger.IsSealedAsync(_app);
        VerifierKey = (await Api.Anonymous(_app).GetAsync("/api/v1/audit/key")).Text.TrimEnd('\n');
        await File.WriteAllTextAsync(Kept, (await Api.Anonymous(_app).GetAsync("/api/v1/audit/checkpoint")).Text);
        await using (var connection = await SealedLedger.ConnectAsync(_app))
        {
            for (var i = 0; i < 3; i++)
            {
                await SealedLedger.AppendAsync(connection, "party/raw", KeptSize - FirstSize + 1 + (5 * i), 5);
                await SealedLedger.IsSealedAsync(_app);
            }
        }

        File.Copy(_app.SigningKey, SigningKey);
        await _app.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
