using NodaTime;

namespace PositionLedger.Domain.Statements;

/// <summary>One act of speech for a party about an issue, as coded by a recorder, with the reports it appeared in.</summary>
public sealed record StatementBody
{
    /// <summary>How many conditions may stand.</summary>
    public const int MaxConditions = 20;

    /// <summary>How many conditions may be numbered, with those that corrections dropped.</summary>
    public const int MaxNumberedConditions = 100;

    /// <summary>Characters (UTF-16 units) of a quotation; the original counts for itself.</summary>
    public const int MaxQuoteLength = 10_000;

    public required string Issue { get; init; }
    public required Speaker Speaker { get; init; }
    public required StatementKind Kind { get; init; }

    /// <summary>The side taken; null where the kind carries none, and for a <c>noComment</c> that leaves it unsaid.</summary>
    public Stance? Stance { get; init; }

    public Firmness? Firmness { get; init; }

    /// <summary>Numbered from 1 in order of recording; a condition that was dropped keeps its number.</summary>
    public ValueList<Condition> Conditions { get; init; } = [];
    public required SaidOn SaidOn { get; init; }

    /// <summary>The last day the position holds, inclusive; null when it holds until something else is said.</summary>
    public LocalDate? EffectiveUntil { get; init; }

    /// <summary>The earlier statement of the same party on the same issue that this one is about.</summary>
    public Guid? RefersTo { get; init; }

    public Denies? Denies { get; init; }
    public required Quote Quote { get; init; }
    public required Attribution Attribution { get; init; }

    /// <summary>Where it appeared, numbered from 1 in order of recording; a report taken off keeps its number.</summary>
    public required ValueList<Report> Reports { get; init; }

    /// <summary>The stance it counts with: a <c>noComment</c> declines to say.</summary>
    public Stance? EffectiveStance => Kind == StatementKind.NoComment ? Statements.Stance.DeclinesToSay : Stance;

    /// <summary>The conditions that no correction dropped.</summary>
    public IEnumerable<Condition> StandingConditions => Conditions.Where(condition => !condition.Dropped);

    /// <summary>The reports that were not taken off.</summary>
    public IEnumerable<Report> StandingReports => Reports.Where(report => !report.Retracted);

    /// <summary>How many independent origins vouch for it: roots count, URLs don't.</summary>
    public int Roots => StandingReports.Select(report => report.Root).Distinct(StringComparer.Ordinal).Count();
}

/// <summary>Who spoke, and what the words count for that party.</summary>
public sealed record Speaker(string? Name, string? Role, Authority Authority);

/// <summary>The words, as printed, with their original where it was stored.</summary>
public sealed record Quote(string Text, string? Language, Rendering? Rendering, OriginalQuote? Original, string? Translator);

/// <summary>The words in the language they were said in.</summary>
public sealed record OriginalQuote(string Text, string? Language);

/// <summary>Something a stance depends on.</summary>
/// <param name="State">Where it stood when the statement was made.</param>
/// <param name="Otherwise">The stance the statement announces for the case that the condition fails; null announces none.</param>
public sealed record Condition(string Text, ConditionState State, Stance? Otherwise)
{
    public ValueList<ConditionAssessment> Assessments { get; init; } = [];

    /// <summary>Whether a correction left it out; a later one may bring it back, with its assessments.</summary>
    public bool Dropped { get; init; }

    /// <summary>Where it stands on a day: the latest assessment dated that day or earlier, of equal days the one recorded last.</summary>
    public ConditionState StateOn(LocalDate on) =>
        Assessments.Where(a => a.On <= on).Select((a, order) => (a, order)).OrderBy(x => x.a.On).ThenBy(x => x.order)
            .Select(x => (ConditionState?)x.a.State).LastOrDefault() ?? State;
}

/// <summary>From a day on, a condition stands so.</summary>
/// <param name="On">The first day it holds, by the world's clock.</param>
public sealed record ConditionAssessment(ConditionState State, LocalDate On, string Reason);

/// <summary>One appearance of a statement in a source.</summary>
/// <param name="Credibility">1 confirmed by independent sources to 5 improbable; 6 can't be judged and is no middle value.</param>
/// <param name="Chain">The hops from the report back to its origin, nearest first.</param>
/// <param name="Root">The first hop that is no republisher; corroboration counts distinct roots.</param>
public sealed record Report(
    string Source, string? Url, LocalDate? PublishedOn, Instant? RetrievedAt, int Credibility, ValueList<string> Chain, string Root)
{
    public const int MaxHops = 20;
    public const int Unjudged = 6;

    /// <summary>Whether a recorder took it off again, because it reports something else.</summary>
    public bool Retracted { get; init; }
}

/// <summary>A recorder's own name for a statement, unique within a party; sending it again records nothing twice.</summary>
public readonly record struct StatementKey(string Party, string Key)
{
    public const int MaxLength = 200;
}

/// <summary>The statement that first used a key, and what was recorded under it then.</summary>
public sealed record KeyHolder(Guid Statement, StatementBody FirstRecorded);
