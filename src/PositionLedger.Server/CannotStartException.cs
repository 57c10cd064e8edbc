namespace PositionLedger.Server;

/// <summary>The server cannot start or go on as it was told to; the message is one sentence that says what to do about it.</summary>
public sealed class CannotStartException(string message, Exception? cause = null) : Exception(message, cause);
