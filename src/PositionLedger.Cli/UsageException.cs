namespace PositionLedger.Cli;

/// <summary>What is wrong with the command line, where only reading a file tells it.</summary>
internal sealed class UsageException(string message) : Exception(message);
