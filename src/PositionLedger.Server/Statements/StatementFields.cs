using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;

namespace PositionLedger.Server.Statements;

/// <summary>Who spoke, as a recorder sends it.</summary>
public sealed record SpeakerRequest
{
    public string? Name { get; init; }
    public string? Role { get; init; }
    [Required] public Authority? Authority { get; init; }

    public Speaker Read(Fields fields, string path) => new(
        fields.OptionalText($"{path}.name", Name, 200),
        fields.OptionalText($"{path}.role", Role, 200),
        fields.Required($"{path}.authority", Authority));
}

/// <summary>The words, as a recorder sends them.</summary>
public sealed record QuoteRequest
{
    [Required] public string? Text { get; init; }
    public string? Language { get; init; }
    public Rendering? Rendering { get; init; }
    public OriginalRequest? Original { get; init; }
    public string? Translator { get; init; }

    public Quote Read(Fields fields, string path) => new(
        // Its length is a rule of the ledger (422), checked once the shape is right.
        fields.Text($"{path}.text", Text, RequestBody.MaxLength),
        StatementFields.Language(fields, $"{path}.language", Language),
        Rendering,
        Original?.Read(fields, $"{path}.original"),
        fields.OptionalText($"{path}.translator", Translator, 200));
}

/// <summary>The words in the language they were said in, as a recorder sends them.</summary>
public sealed record OriginalRequest
{
    [Required] public string? Text { get; init; }
    public string? Language { get; init; }

    public OriginalQuote Read(Fields fields, string path) => new(
        fields.Text($"{path}.text", Text, RequestBody.MaxLength), StatementFields.Language(fields, $"{path}.language", Language));
}

/// <summary>Something a stance depends on, as a recorder sends it.</summary>
public record ConditionRequest
{
    [Required] public string? Text { get; init; }
    public ConditionState? State { get; init; }

    /// <summary>The stance announced for the case that the condition fails.</summary>
    public Stance? Otherwise { get; init; }

    public static ValueList<Condition> Read(Fields fields, ConditionRequest[]? conditions) =>
        fields.List("conditions", conditions, StatementBody.MaxConditions, (path, c) => c.Read(fields, path));

    protected Condition Read(Fields fields, string path) =>
        new(fields.Text($"{path}.text", Text, 1_000), State ?? ConditionState.Open, Otherwise);
}

/// <summary>A condition of a correction, as a recorder sends it.</summary>
public sealed record CorrectedConditionRequest : ConditionRequest
{
    /// <summary>Which of the statement's conditions it continues; left out, the one of the same text, or a new one.</summary>
    public int? Number { get; init; }

    public static ValueList<CorrectedCondition> Read(Fields fields, CorrectedConditionRequest[]? conditions) =>
        fields.List("conditions", conditions, StatementBody.MaxConditions, (path, c) =>
        {
            var (text, state, otherwise) = c.Read(fields, path);
            return new CorrectedCondition(c.Number, text, state, otherwise);
        });
}

/// <summary>One appearance of a statement in a source, as a recorder sends it.</summary>
public record ReportRequest
{
    [Required] public string? Source { get; init; }
    public string? Url { get; init; }
    [DataType(DataType.Date)] public string? PublishedOn { get; init; }
    [DataType(DataType.DateTime)] public string? RetrievedAt { get; init; }
    public int? Credibility { get; init; }
    public string[]? Chain { get; init; }
    public string? Root { get; init; }

    /// <param name="prefix">What its fields are prefixed with where they are named: <c>report.</c>, or nothing.</param>
    public Report Read(Fields fields, string prefix)
    {
        var source = fields.Slug($"{prefix}source", Source);
        return new(
            source,
            StatementFields.Url(fields, $"{prefix}url", Url),
            fields.Day($"{prefix}publishedOn", PublishedOn),
            fields.Moment($"{prefix}retrievedAt", RetrievedAt),
            fields.Within($"{prefix}credibility", Credibility ?? Domain.Statements.Report.Unjudged, 1, 6),
            fields.List($"{prefix}chain", Chain, Domain.Statements.Report.MaxHops, (path, hop) => fields.Slug(path, hop)),
            fields.OptionalSlug($"{prefix}root", Root) ?? source);
    }
}

/// <summary>Checks of fields that only statements have.</summary>
internal static partial class StatementFields
{
    public static SaidOn SaidOn(Fields fields, string? value)
    {
        if (value is not null && Domain.Statements.SaidOn.TryParse(value) is { } saidOn)
            return saidOn;

        fields.Wrong("saidOn", value is null
            ? "is required."
            : "must be a day that exists (2025-08-09), a month (2025-08), a range (2025-08-05/2025-08-11, ../2025-08-09), "
            + "each perhaps marked ~ or ?, or an instant with a zone (2025-08-09T14:30Z).");
        return Domain.Statements.SaidOn.Day(new(1, 1, 1));
    }

    public static string? Language(Fields fields, string path, string? value)
    {
        if (value is not null && !(value.Length <= 35 && LanguageTag().IsMatch(value)))
            fields.Wrong(path, "must be a language tag, such as uk or en-GB (BCP 47).");
        return value;
    }

    public static string? Url(Fields fields, string path, string? value)
    {
        var isWeb = Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        if (value is not null && !isWeb)
            fields.Wrong(path, "must be an absolute http or https address.");
        return fields.OptionalText(path, value, 2_000);
    }

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
