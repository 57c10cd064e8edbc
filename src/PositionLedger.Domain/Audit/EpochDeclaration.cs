using System.Globalization;

namespace PositionLedger.Domain.Audit;

/// <summary>That a ledger goes on under another origin, because sealed events were lost: the text of a note that the keys before sign.</summary>
/// <remarks>The old origin's log ends where it was signed last; the new one begins with what the database still holds.</remarks>
/// <param name="Key">By which the new log is signed; its name is the new origin.</param>
/// <param name="Last">The last checkpoint that is known to have been signed under the old origin.</param>
/// <param name="Held">How many of its events the database still held.</param>
/// <param name="Reason">In the words of who declared it; one line.</param>
public sealed record EpochDeclaration(VerifierKey Key, Checkpoint Last, long Held, string Reason)
{
    private const string Heading = "positionledger.epoch/1";

    /// <summary>The text of the note: eight lines.</summary>
    public string Body => string.Create(CultureInfo.InvariantCulture, $"{Heading}\n{Key.Name}\n{Key}\n{Last.Body}{Held}\n{Reason}\n");

    /// <returns>The declaration, or null where the note's text isn't one.</returns>
    public static EpochDeclaration? TryParse(string noteText)
    {
        if (noteText.Split('\n') is not [Heading, var origin, var verifier, var oldOrigin, var size, var root, var held, { Length: > 0 } reason, ""])
            return null;

        return VerifierKey.TryParse(verifier) is { } key && key.Name == origin && Checkpoint.TryParse($"{oldOrigin}\n{size}\n{root}\n") is { } last
            && long.TryParse(held, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= last.Size
            ? new(key, last, number, reason)
            : null;
    }
}
