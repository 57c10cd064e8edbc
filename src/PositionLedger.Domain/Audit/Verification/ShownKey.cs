namespace PositionLedger.Domain.Audit.Verification;

/// <summary>A key by which the ledger says that it signs.</summary>
/// <param name="Key">As <see cref="VerifierKey"/> writes it.</param>
/// <param name="Introduction">The note by which an older key introduces it; null for the first one.</param>
public sealed record ShownKey(string Key, string? Introduction);
