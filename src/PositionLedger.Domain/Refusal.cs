using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain;

/// <summary>Of what sort a refusal is, which decides how a caller can act on it.</summary>
public enum RefusalKind
{
    /// <summary>The thing named doesn't exist.</summary>
    Unknown,

    /// <summary>It contradicts what is recorded.</summary>
    Conflict,

    /// <summary>The caller looked at an earlier revision.</summary>
    Stale,

    /// <summary>It is well-formed, and a rule of the ledger says no.</summary>
    Rule,
}

/// <summary>Why nothing was recorded: a stable code, and a sentence that a person can act on.</summary>
/// <param name="Field">The path of the field at fault in the request (<c>report.source</c>), where there is one.</param>
/// <param name="Subject">The id at fault, where there is one: an unknown one, or the one that stands in the way.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Why, string? Field = null, string? Subject = null)
{
    /// <summary>The size of the ledger that was asked about; null for now. What is on record now must not colour such an answer.</summary>
    public long? AtSize { get; init; }

    /// <summary>Something that may have been recorded later, or never: an answer about a size of the ledger doesn't tell.</summary>
    public static Refusal NotOnRecordAt(long size, string what, string id) => new(RefusalKind.Unknown, $"unknown-{what}",
        $"No {what} '{id}' was on record yet when the ledger held {size} events.", null, id) { AtSize = size };

    public static Refusal UnknownParty(string id) =>
        new(RefusalKind.Unknown, "unknown-party", $"No party '{id}' is recorded. Open it with POST /api/v1/parties first.", null, id);

    /// <summary>A party that a body names, other than the one in the path.</summary>
    public static Refusal UnknownPartyNamed(string id, string field) =>
        UnknownParty(id) with { Kind = RefusalKind.Rule, Field = field };

    public static Refusal UnknownIssue(string id) =>
        new(RefusalKind.Unknown, "unknown-issue", $"No issue '{id}' is recorded.", null, id);

    public static Refusal UnknownSource(string id) =>
        new(RefusalKind.Unknown, "unknown-source", $"No source '{id}' is recorded.", null, id);

    public static Refusal UnknownStatement(Guid id) =>
        new(RefusalKind.Unknown, "unknown-statement", $"No statement {id} is recorded.", null, id.ToString());

    public static Refusal UnknownItem(string item, int number, int count) =>
        new(RefusalKind.Unknown, $"unknown-{item}", count == 0
            ? $"The statement has no {item}s."
            : $"The statement has no {item} {number}; they are numbered from 1 to {count}.");

    public static Refusal Different(string what, string id) =>
        new(RefusalKind.Conflict, $"{what}-exists", $"The {what} '{id}' is already recorded with other content. Look at GET /api/v1/{Plural(what)}/{id}, or choose another id.", null, id);

    public static Refusal DifferentRound(string negotiation, string id, string field) =>
        new(RefusalKind.Conflict, "round-exists", $"The round '{id}' is already recorded with other content. "
            + $"Look at GET /api/v1/negotiations/{negotiation}, or choose another id.", field, id);

    public static Refusal KeyConflict(string key, Guid holder) =>
        new(RefusalKind.Conflict, "key-conflict", $"The key '{key}' was used for other content, in statement {holder}. "
            + "Use a new key, or correct that statement.", "key", holder.ToString());

    public static Refusal IdTaken(Guid id) =>
        new(RefusalKind.Conflict, "statement-exists", $"A statement {id} is already recorded, with other content or amended since. "
            + "Leave the id out, or choose another.", "id", id.ToString());

    public static Refusal KeyOfRetracted(string key, Guid holder) =>
        new(RefusalKind.Rule, "key-of-retracted-statement", $"The key '{key}' belongs to statement {holder}, which was retracted. "
            + "Reinstate it, or record anew under another key.", "key", holder.ToString());

    public static Refusal StaleRevision(int current) =>
        new(RefusalKind.Stale, "stale-revision", $"The statement is at revision {current} now. Read it again, then amend it with If-Match: \"{current}\".");

    public static Refusal IsRetracted(Guid id) =>
        new(RefusalKind.Conflict, "statement-retracted", $"Statement {id} is retracted. Reinstate it before amending it.", null, id.ToString());

    public static Refusal IsNotRetracted(Guid id) =>
        new(RefusalKind.Conflict, "statement-not-retracted", $"Statement {id} is not retracted.", null, id.ToString());

    public static Refusal ReportIsRetracted(int number) =>
        new(RefusalKind.Conflict, "report-retracted", $"Report {number} was taken off this statement.");

    public static Refusal ConditionIsDropped(int number) =>
        new(RefusalKind.Conflict, "condition-dropped", $"A correction dropped condition {number}. Correct the statement's conditions to bring it back.");

    public static Refusal LastReport() =>
        new(RefusalKind.Rule, "last-report", "This is the statement's only report. Retract the statement instead.");

    public static Refusal InTheFuture(SaidOn saidOn, LocalDate today) =>
        Rule("said-in-the-future", $"'{saidOn.Edtf}' lies after today, {today:uuuu-MM-dd} by the ledger's clock (UTC).", "saidOn");

    public static Refusal UnknownNegotiation(string id) => new(RefusalKind.Unknown, "unknown-negotiation",
        $"No negotiation '{id}' is recorded. Open it with POST /api/v1/negotiations, or register an issue of it.", null, id);

    public static Refusal UntilBeforeFrom(LocalDate from, string field) =>
        Rule("until-before-from", $"It ends before it begins, on {from:uuuu-MM-dd}. 'until' is the last day, inclusive.", field);

    public static Refusal TooMany(string what, int max, string code) => Rule(code, $"The ledger keeps at most {max} {what}.");

    public static Refusal Rule(string code, string why, string? field = null, string? subject = null) =>
        new(RefusalKind.Rule, code, why, field, subject);

    private static string Plural(string what) => what == "party" ? "parties" : $"{what}s";
}
