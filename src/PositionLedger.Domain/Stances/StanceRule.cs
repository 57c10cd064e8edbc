using NodaTime;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>The one derivation of stances: everything the product shows is this function at some point.</summary>
/// <remarks>The highest voice counts; a lower one takes over only when the higher one has been silent for half a year or its
/// position has run out; only what was said on the record by somebody who can speak for the party counts at all.</remarks>
public static class StanceRule
{
    /// <summary>Derives the stance of one party on one issue on a date; pure, and independent of the order of its input.</summary>
    /// <param name="statements">All statements of that party on that issue that are known, retracted ones included.</param>
    /// <param name="grades">The latest known reliability of the sources of their reports; a source left out counts as F.</param>
    /// <param name="on">The day asked about (UTC, inclusive).</param>
    public static StanceAnswer Derive(
        IReadOnlyCollection<Statement> statements, IReadOnlyDictionary<string, Reliability> grades, LocalDate on, Policy policy)
    {
        var record = InOrderOfRecording(statements);
        var lane = new Lane(grades);
        var sieve = new Sieve(lane, Acts.Of(record, lane), on);
        var considered = record.Select(sieve.Sift).ToArray();

        var candidates = new Candidates(sieve.Candidates);
        var succession = Succession.Of(candidates.On(on), policy);
        return Answer.Of(succession, on, lane) with
        {
            Since = Since.Of(succession, candidates, on, policy),
            Signals = [.. sieve.Signals],
            Considered = new Explanation(considered, record).Of(succession, on, policy),
        };
    }

    /// <summary>Derives the stance of one party on one issue on a date; pure, and independent of the order of its input.</summary>
    /// <param name="on">The day asked about (UTC, inclusive).</param>
    public static StanceAnswer Derive(Dossier dossier, LocalDate on, Policy policy) => Derive(dossier.Own, dossier.Grades, on, policy);

    internal static Statement[] InOrderOfRecording(IReadOnlyCollection<Statement> statements)
    {
        Statement[] record = [.. statements];
        for (var i = 1; i < record.Length; i++)
        {
            if (record[i].Order < record[i - 1].Order)
                return [.. record.OrderBy(statement => statement.Order)];
        }

        return record;
    }
}
