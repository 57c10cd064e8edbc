namespace PositionLedger.Domain.Audit;

/// <summary>That a ledger signs by a new key from now on: the text of a note that a key known before signs.</summary>
public sealed record KeyIntroduction(string Origin, VerifierKey Key)
{
    private const string Heading = "positionledger.key/1";

    /// <summary>The text of the note: three lines.</summary>
    public string Body => $"{Heading}\n{Origin}\n{Key}\n";

    /// <returns>The introduction, or null where the note's text isn't one.</returns>
    public static KeyIntroduction? TryParse(string noteText) =>
        noteText.Split('\n') is [Heading, { Length: > 0 } origin, var verifier, ""] && VerifierKey.TryParse(verifier) is { } key
            ? new(origin, key)
            : null;
}
