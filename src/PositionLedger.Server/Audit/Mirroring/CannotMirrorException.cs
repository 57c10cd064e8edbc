namespace PositionLedger.Server.Audit.Mirroring;

/// <summary>Why nothing is added to the mirror, in a sentence for whoever runs the server.</summary>
public sealed class CannotMirrorException(string message) : Exception(message);
