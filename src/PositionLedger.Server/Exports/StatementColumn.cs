using NodaTime;
using NodaTime.Text;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Exports;

/// <summary>A column of a table of statements: its name, and one of three types, text where the others aren't given.</summary>
internal sealed record StatementColumn(string Name)
{
    /// <summary>What a table has no column for.</summary>
    public const string LeftOut = "statement ids, history, retracted statements, reports after the first, conditions, jointWith, "
        + "acknowledges, translator, retrievedAt";

    private Func<StandingStatement, string?>? _text;

    public Func<StandingStatement, LocalDate?>? Day { get; private init; }

    public Func<StandingStatement, int?>? Number { get; private init; }

    /// <summary>Those of a file that can be imported.</summary>
    public static IReadOnlyList<StatementColumn> All { get; } =
    [
        Of("key", x => x.Key), Of("party", x => x.Statement.Party), OfBody("issue", x => x.Issue), OfBody("kind", x => Words.Of(x.Kind)),
        OfBody("stance", x => x.Stance is { } stance ? Words.Of(stance) : null),
        OfBody("firmness", x => x.Firmness is { } firmness ? Words.Of(firmness) : null),
        OfBody("saidOn", x => x.SaidOn.Edtf), new("effectiveUntil") { Day = x => x.Statement.Body.EffectiveUntil },
        Of("refersTo", x => x.RefersTo), OfBody("denies", x => x.Denies is { } denies ? Words.Of(denies) : null),
        OfBody("speaker", x => x.Speaker.Name), OfBody("role", x => x.Speaker.Role), OfBody("authority", x => Words.Of(x.Speaker.Authority)),
        OfBody("quote", x => x.Quote.Text), OfBody("language", x => x.Quote.Language),
        OfBody("rendering", x => x.Quote.Rendering is { } rendering ? Words.Of(rendering) : null),
        OfBody("originalQuote", x => x.Quote.Original?.Text), OfBody("originalLanguage", x => x.Quote.Original?.Language),
        OfBody("attribution", x => Words.Of(x.Attribution)), Of("source", x => x.Report.Source), Of("url", x => x.Report.Url),
        new("publishedOn") { Day = x => x.Report.PublishedOn }, new("credibility") { Number = x => x.Report.Credibility },
        Of("chain", x => x.Report.Chain.Count > 0 ? string.Join('>', x.Report.Chain) : null), Of("root", x => x.Report.Root),
    ];

    /// <summary>The first and last day of <c>saidOn</c>, to compare with other days.</summary>
    public static IReadOnlyList<StatementColumn> PossibleDays { get; } =
    [
        new("saidOnEarliest") { Day = x => x.Statement.Body.SaidOn.Earliest is var day && day == SaidOn.OpenStart ? null : day },
        new("saidOnLatest") { Day = x => x.Statement.Body.SaidOn.Latest },
    ];

    public string? TextOf(StandingStatement statement) =>
        Day is { } day ? (day(statement) is { } value ? LocalDatePattern.Iso.Format(value) : null)
        : Number is { } number ? number(statement)?.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : _text!(statement);

    private static StatementColumn Of(string name, Func<StandingStatement, string?> text) => new(name) { _text = text };

    private static StatementColumn OfBody(string name, Func<StatementBody, string?> text) => Of(name, x => text(x.Statement.Body));
}
