namespace PositionLedger.Server.Tests.Support;

/// <summary>Speaks to the person who runs the tests; `dotnet test` keeps it to itself, `make test` shows it.</summary>
internal static class RunnerConsole
{
    public static void Say(string line) => Console.WriteLine(line);
}
