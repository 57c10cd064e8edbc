namespace PositionLedger.Cli;

/// <summary>What a script learns of how it went.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The server refused or can't be reached, or a check failed.</summary>
    public const int Refused = 1;

    /// <summary>The command line can't be understood.</summary>
    public const int Usage = 2;
}
