namespace PositionLedger.Cli;

/// <summary>Why there is no answer, in a few words for whoever asked.</summary>
internal sealed class CannotAnswerException(string message) : Exception(message);
