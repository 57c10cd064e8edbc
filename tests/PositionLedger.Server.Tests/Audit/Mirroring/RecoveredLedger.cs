using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Mirroring;

/// <summary>A ledger that lost events and was recovered, before anything else happens to it; to be copied.</summary>
public sealed class RecoveredLedger(TestPostgres postgres) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private string _database = "";

    public SetBackLedger Before { get; } = new(postgres);

    public async ValueTask InitializeAsync()
    {
        await Before.InitializeAsync();
        _database = await Before.DatabaseAsync();
        Before.CopyTo(_folder.Path);
        Assert.Equal(0, (await SetBackLedger.RecoverAsync(_folder, _database, "The disk failed.")).ExitCode);
    }

    /// <summary>Starts a server on a copy, with the files in the folder.</summary>
    public async Task<LedgerApp> StartAsync(TemporaryFolder folder)
    {
        Before.CopyTo(folder.Path);
        return await LedgerApp.StartAsync(postgres, await postgres.CreateDatabaseAsync(_database), ("LEDGER_DATA", folder.Path));
    }

    public async ValueTask DisposeAsync()
    {
        await postgres.DropDatabaseAsync(_database);
        await Before.DisposeAsync();
        _folder.Dispose();
    }
}
