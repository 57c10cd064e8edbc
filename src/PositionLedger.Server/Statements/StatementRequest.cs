using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Statements;

/// <summary>A statement as a recorder sends it.</summary>
public record StatementRequest
{
    private const int MaxAcknowledged = 100;

    /// <summary>The recorder's own name for it, which makes it safe to send it again.</summary>
    public string? Key { get; init; }
    [Required] public string? Issue { get; init; }
    [Required] public SpeakerRequest? Speaker { get; init; }
    [Required] public StatementKind? Kind { get; init; }
    public Stance? Stance { get; init; }
    public Firmness? Firmness { get; init; }
    public ConditionRequest[]? Conditions { get; init; }

    /// <summary>A day (2025-08-09), a month (2025-08), a range (2025-08-05/2025-08-11), each perhaps marked ~ or ?, or an instant with a zone.</summary>
    [Required] public string? SaidOn { get; init; }
    [DataType(DataType.Date)] public string? EffectiveUntil { get; init; }
    public Guid? RefersTo { get; init; }
    public Denies? Denies { get; init; }

    /// <summary>The other parties that hold it: each gets a copy in its own stream, all or none.</summary>
    public string[]? JointWith { get; init; }

    /// <summary>The retracted statements that it looks like, all of them; one may be sent without the brackets.</summary>
    [JsonConverter(typeof(OneOrMoreIdsConverter))] public Guid[]? Acknowledges { get; init; }
    [Required] public QuoteRequest? Quote { get; init; }
    [Required] public Attribution? Attribution { get; init; }
    [Required] public ReportRequest? Report { get; init; }

    /// <summary>Asks to record it for a party; what is wrong with it is gathered in <paramref name="fields"/>.</summary>
    public RecordStatement Command(string party, Fields fields)
    {
        if (Acknowledges?.Length > MaxAcknowledged)
            fields.Wrong("acknowledges", $"has {Acknowledges.Length} items; at most {MaxAcknowledged} are allowed.");

        return new(party, Guid.CreateVersion7(), Key, Read(fields))
        {
            JointWith = fields.List("jointWith", JointWith, JointStatement.MaxHolders - 1, (path, other) =>
                new JointCopy(fields.Slug(path, other), Guid.CreateVersion7())),
            Acknowledges = [.. (Acknowledges ?? []).Distinct()],
        };
    }

    /// <summary>The statement it describes; what is wrong with it is gathered in <paramref name="fields"/>.</summary>
    public StatementBody Read(Fields fields)
    {
        if (Key is not null)
            fields.Text("key", Key, StatementKey.MaxLength);

        return new()
        {
            Issue = fields.Slug("issue", Issue),
            Speaker = fields.Required("speaker", Speaker).Read(fields, "speaker"),
            Kind = fields.Required("kind", Kind),
            Stance = Stance,
            Firmness = Firmness,
            Conditions = ConditionRequest.Read(fields, Conditions),
            SaidOn = StatementFields.SaidOn(fields, SaidOn),
            EffectiveUntil = fields.Day("effectiveUntil", EffectiveUntil),
            RefersTo = RefersTo,
            Denies = Denies,
            Quote = fields.Required("quote", Quote).Read(fields, "quote"),
            Attribution = fields.Required("attribution", Attribution),
            Reports = [fields.Required("report", Report).Read(fields, "report.")],
        };
    }
}

/// <summary>What a correction overwrites: a field that is there, also with null; what is left out stays.</summary>
public sealed record CorrectionRequest : IAmendmentRequest
{
    [Required] public string? Reason { get; init; }

    /// <inheritdoc/>
    public string? Only { get; init; }
    public Optional<SpeakerRequest?> Speaker { get; init; }
    public Optional<StatementKind?> Kind { get; init; }
    [EmptiedByNull] public Optional<Stance?> Stance { get; init; }
    [EmptiedByNull] public Optional<Firmness?> Firmness { get; init; }
    [EmptiedByNull] public Optional<CorrectedConditionRequest[]?> Conditions { get; init; }
    public Optional<string?> SaidOn { get; init; }
    [EmptiedByNull, DataType(DataType.Date)] public Optional<string?> EffectiveUntil { get; init; }
    [EmptiedByNull] public Optional<Denies?> Denies { get; init; }
    public Optional<QuoteRequest?> Quote { get; init; }
    public Optional<Attribution?> Attribution { get; init; }
    public Optional<ReportRequest?> Report { get; init; }

    public StatementChanges Read(Fields fields)
    {
        var changes = Changes(fields);
        if (changes == new StatementChanges())
            fields.Wrong("body", "names no field to overwrite.");
        return changes;
    }

    private StatementChanges Changes(Fields fields) => new()
    {
        Speaker = Given(Speaker, x => fields.Required("speaker", x).Read(fields, "speaker")),
        Kind = Given(Kind, x => fields.Required("kind", x)),
        Stance = Stance,
        Firmness = Firmness,
        Conditions = Given(Conditions, x => CorrectedConditionRequest.Read(fields, x)),
        SaidOn = Given(SaidOn, x => StatementFields.SaidOn(fields, x)),
        EffectiveUntil = Given(EffectiveUntil, x => fields.Day("effectiveUntil", x)),
        Denies = Denies,
        Quote = Given(Quote, x => fields.Required("quote", x).Read(fields, "quote")),
        Attribution = Given(Attribution, x => fields.Required("attribution", x)),
        Report = Given(Report, x => fields.Required("report", x).Read(fields, "report.")),
    };

    private static Optional<TTo> Given<TFrom, TTo>(Optional<TFrom> field, Func<TFrom, TTo> read) =>
        field.IsGiven ? new(read(field.Or(default!))) : default;
}
