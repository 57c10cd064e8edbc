namespace PositionLedger.Cli;

internal static class Program
{
    private static Task<int> Main(string[] args) => LedgerCommand.RunAsync(args, Surroundings.OfProcess());
}
