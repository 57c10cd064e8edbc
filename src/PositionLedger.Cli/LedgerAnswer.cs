namespace PositionLedger.Cli;

/// <summary>What a server answered.</summary>
/// <param name="ETag">The revision of what it is about, where it has one.</param>
internal sealed record LedgerAnswer(string Text, string? ETag);
