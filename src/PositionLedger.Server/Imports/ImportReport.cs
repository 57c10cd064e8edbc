using NodaTime;

namespace PositionLedger.Server.Imports;

/// <summary>How an import stands.</summary>
public enum ImportState
{
    /// <summary>It is going on, or waits for its turn.</summary>
    Running,

    /// <summary>Every line was dealt with.</summary>
    Completed,

    /// <summary>It ended before that; <c>why</c> says why.</summary>
    Failed,
}

/// <summary>What an import is doing.</summary>
public enum ImportPhase
{
    /// <summary>Every line is checked, and nothing recorded.</summary>
    Validating,

    /// <summary>What can be recorded is.</summary>
    Recording,

    /// <summary>All is recorded, and stances are derived once more, so that they are answered as fast as before.</summary>
    Deriving,
}

/// <summary>An import and what became of its lines.</summary>
/// <param name="Phase">What it is doing; null before it begins and after it ended.</param>
/// <param name="Lines">How many lines the file has: records, without the header and blank lines.</param>
/// <param name="Read">How many of them were dealt with.</param>
/// <param name="Recorded">How many are recorded by it; in a dry run, or while it validates, would be.</param>
/// <param name="Unchanged">How many were on record already.</param>
/// <param name="Refused">How many can't be recorded.</param>
/// <param name="Refusals">Why, the first ones in order of lines; all are at <c>…/refusals</c>.</param>
/// <param name="Missing">What lines name and the ledger doesn't know.</param>
/// <param name="Created">What was created because lines name it.</param>
/// <param name="Why">Why it failed.</param>
public sealed record ImportReport(
    Guid Id, ImportState State, ImportPhase? Phase, bool DryRun, bool Atomic, bool CreateMissing, long Lines, long Read, long Recorded, long Unchanged,
    long Refused, IReadOnlyList<LineRefusal>? Refusals, MissingIds? Missing, CreatedIds? Created, Instant StartedAt, Instant? FinishedAt, string RecordedBy,
    string? Why)
{
    /// <summary>How many refusals and ids a report shows at most.</summary>
    public const int MaxShown = 1_000;

    /// <summary>Where it is shown.</summary>
    public string Location => $"/api/v1/imports/{Id}";
}

/// <summary>Ids that lines name and the ledger doesn't know, those of the most lines first.</summary>
public sealed record MissingIds(IReadOnlyList<MissingId> Parties, IReadOnlyList<MissingId> Issues, IReadOnlyList<MissingId> Sources);

/// <summary>An id that nothing has.</summary>
/// <param name="Lines">How many lines name it.</param>
/// <param name="Suggestions">Ids near to it that are there.</param>
public sealed record MissingId(string Id, long Lines, IReadOnlyList<string> Suggestions);

/// <summary>What an import created.</summary>
public sealed record CreatedIds(IReadOnlyList<string> Parties, IReadOnlyList<string> Issues, IReadOnlyList<string> Sources);
