// Opens the ledger's database as the server does, says where, and holds it until it is told or made to end: the process
// that the tests of Running/ kill.
using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using PositionLedger.Server;
using PositionLedger.Server.Store.Postgres;

var told = new TaskCompletionSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    told.TrySetResult();
});

try
{
    var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
    await using var database = await LedgerDatabase.OpenAsync(configuration, CancellationToken.None);
    Console.WriteLine($"{database.Description}\n{database.ConnectionString}");
    await told.Task;
    return 0;
}
catch (CannotStartException refusal)
{
    Console.WriteLine(refusal.Message);
    return 1;
}
