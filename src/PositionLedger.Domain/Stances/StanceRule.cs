using NodaTime;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances.Worlds;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>The one derivation of stances: everything the product shows is this function at some point.</summary>
/// <remarks>The highest voice counts; a lower one takes over only when the higher one has been silent for half a year or its
/// position has run out; only what was said on the record by somebody who can speak for the party counts at all.</remarks>
public static class StanceRule
{
    /// <summary>Derives the stance of one party on one issue on a date, where no bloc speaks for it.</summary>
    /// <param name="statements">All statements of that party on that issue that are known, retracted ones included.</param>
    /// <param name="grades">The latest known reliability of the sources of their reports; a source left out counts as F.</param>
    /// <param name="on">The day asked about (UTC, inclusive).</param>
    public static StanceAnswer Derive(
        IReadOnlyCollection<Statement> statements, IReadOnlyDictionary<string, Reliability> grades, LocalDate on, Policy policy) =>
        Derive(new Dossier(statements, grades), on, policy);

    /// <summary>Derives the stance of one party on one issue on a date; pure, and independent of the order of its input.</summary>
    /// <param name="on">The day asked about (UTC, inclusive).</param>
    public static StanceAnswer Derive(Dossier dossier, LocalDate on, Policy policy)
    {
        var lane = new Lane(dossier.Grades);
        var (own, blocs) = (new Heard(dossier.Own, lane, on, policy), new Blocs(dossier, lane, on, policy));
        var pool = own.Succession.Governing is null ? blocs.SpeakingOn(on) : null;
        var answer = (pool ?? own).Answer();
        return answer with
        {
            Since = Since.Of(own, blocs, on, policy, answer.Stance),
            Possible = Possible(own, blocs.SpeakingOn(on), pool is null ? answer.Stance : Outcome.Undeclared).ToList(),
            Flags = pool?.Succession.Governing is null ? answer.Flags : answer.Flags.Add(StanceFlag.ViaBloc),
            Signals = [.. own.Signals],
            Explanation = new(() => Explained(own, pool)),
        };
    }

    private static ValueList<Considered> Explained(Heard own, Heard? pool) =>
        pool is null ? own.Explained() : [.. own.Explained(), .. pool.Explained().Select(said => said with { IsOfBloc = true })];

    // The worlds in which the party itself has nothing to govern are answered by those of the blocs.
    private static OutcomeSet Possible(Heard own, Heard? pool, Outcome ofItself)
    {
        var outcomes = own.Possible(ofItself);
        return pool is null || !outcomes.Has(Outcome.Undeclared)
            ? outcomes
            : outcomes.Without(Outcome.Undeclared).And(pool.Possible(pool.Answer().Stance));
    }
}
