namespace PositionLedger.Server.Store.Postgres;

/// <summary>There is no database to work with; the message is one sentence that says what to do about it.</summary>
public sealed class DatabaseUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
