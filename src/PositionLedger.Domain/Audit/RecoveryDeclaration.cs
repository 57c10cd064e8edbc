using NodaTime;

namespace PositionLedger.Domain.Audit;

/// <summary>That events were lost whose leaves were put back from a mirror of the log: the text of a note that the log's keys sign.</summary>
/// <remarks>The log goes on as it was signed; what some of its leaves commit to is nowhere any more.</remarks>
/// <param name="Last">The checkpoint up to which leaves were put back.</param>
/// <param name="Held">How many leaves there still were.</param>
/// <param name="Lost">Of how many of the leaves put back the event is missing; of the others only the leaf was.</param>
/// <param name="Reason">In the words of who recovered it; one line.</param>
public sealed record RecoveryDeclaration(Checkpoint Last, long Held, long Lost, Instant RecoveredAt, string Reason)
{
    private const string Heading = "positionledger.recovery/1";

    /// <summary>The text of the note: eight lines.</summary>
    /// <exception cref="ArgumentException">The moment isn't one of whole microseconds.</exception>
    public string Body => FormattableString.Invariant(
        $"{Heading}\n{Last.Body}{Held}\n{Lost}\n{Microseconds.Format(RecoveredAt)}\n{Reason}\n");

    /// <summary>Whether this leaf was put back.</summary>
    public bool Covers(long leaf) => leaf >= Held && leaf < Last.Size;

    /// <returns>The declaration, or null where the note's text isn't one.</returns>
    public static RecoveryDeclaration? TryParse(string noteText)
    {
        if (noteText.Split('\n') is not [Heading, var origin, var size, var root, var held, var lost, var moment, { Length: > 0 } reason, ""])
            return null;

        return Checkpoint.TryParse($"{origin}\n{size}\n{root}\n") is { } last && NoteSyntax.Size(held) is { } first && first < last.Size
            && NoteSyntax.Size(lost) is { } count && count <= last.Size - first && Microseconds.TryParse(moment) is { } recoveredAt
            ? new(last, first, count, recoveredAt, reason)
            : null;
    }
}
