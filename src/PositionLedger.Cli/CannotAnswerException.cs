namespace PositionLedger.Cli;

/// <summary>Why there is no answer, in a few words for whoever asked.</summary>
internal sealed class CannotAnswerException(string message, bool mayPass = false) : Exception(message)
{
    /// <summary>Whether asking again may help: nobody answered, or was too busy to.</summary>
    public bool MayPass => mayPass;
}
