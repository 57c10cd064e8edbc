using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;
using PositionLedger.Domain;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Http;

/// <summary>Checks the fields of a request one by one and gathers what is wrong with all of them.</summary>
public sealed class Fields
{
    private readonly SortedDictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    private IResult? _refusal;

    /// <summary>The refusal, where any field was wrong.</summary>
    public IResult? Problem => _refusal ?? (_errors.Count > 0 ? Problems.Invalid(_errors) : null);

    /// <summary>What is wrong with each field; empty where nothing is.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => _errors;

    /// <summary>Refuses the request for what isn't the form of a field.</summary>
    public void Refuse(IResult problem) => _refusal ??= problem;

    public void Wrong(string field, string why) =>
        _errors[field] = _errors.TryGetValue(field, out var others) ? [.. others, why] : [why];

    /// <summary>True or false as it stands in a query; false where it doesn't.</summary>
    public bool Flag(string field, string? value)
    {
        if (value is not (null or "" or "true" or "false"))
            Wrong(field, "must be true or false.");
        return value == "true";
    }

    /// <summary>A word of a scale, as it stands in a query or a cell; null where there is none.</summary>
    public T? Word<T>(string field, string? value)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(value))
            return null;
        if (Words.Find<T>(value) is { } known)
            return known;

        Wrong(field, $"'{Excerpt.Of(value, 40)}' is not one of {string.Join(", ", Words.All(typeof(T)))}.");
        return null;
    }

    public T Required<T>(string field, [NotNull] T? value)
        where T : struct
    {
        if (value is null)
            Wrong(field, "is required.");
        value ??= default(T);
        return value.Value;
    }

    /// <summary>An object that must be there; where it is missing, an empty one stands in so that the other fields are checked too.</summary>
    public T Required<T>(string field, T? value)
        where T : class, new()
    {
        if (value is null)
            Wrong(field, "is required.");
        return value ?? new();
    }

    public string Slug(string field, string? value)
    {
        if (value is null)
            Wrong(field, "is required.");
        else if (!Domain.Slug.IsValid(value))
            Wrong(field, $"must be a slug: a-z, 0-9 and single hyphens between them, at most {Domain.Slug.MaxLength} characters.");
        return value ?? "";
    }

    public string? OptionalSlug(string field, string? value) => value is null ? null : Slug(field, value);

    /// <summary>Ids that are listed in a query with commas between them, each once; empty where there are none.</summary>
    public string[] Slugs(string field, string? value, int max)
    {
        if (string.IsNullOrEmpty(value))
            return [];

        string[] ids = [.. value.Split(',').Distinct(StringComparer.Ordinal)];
        if (ids.Length > max)
            Wrong(field, $"lists {ids.Length} ids; at most {max} are allowed.");
        else if (!ids.All(Domain.Slug.IsValid))
            Wrong(field, "must be ids with commas between them.");
        return ids;
    }

    public string Text(string field, string? value, int maxLength)
    {
        if (value is null)
            Wrong(field, "is required.");
        return OptionalText(field, value, maxLength) ?? "";
    }

    public string? OptionalText(string field, string? value, int maxLength)
    {
        if (value is not null && string.IsNullOrWhiteSpace(value))
            Wrong(field, "must not be blank.");
        if (value?.Length > maxLength)
            Wrong(field, $"has {value.Length} characters; at most {maxLength} are allowed.");
        if (value is not null && !Storable.Is(value))
            Wrong(field, "contains NUL or half a surrogate pair, which no database of text can keep.");
        return value;
    }

    public LocalDate? Day(string field, string? value)
    {
        if (value is null)
            return null;
        if (LocalDatePattern.Iso.Parse(value).TryGetValue(default, out var day) && day.Year >= 1)
            return day;

        Wrong(field, "must be a day that exists, written YYYY-MM-DD.");
        return null;
    }

    public LocalDate RequiredDay(string field, string? value)
    {
        if (value is null)
            Wrong(field, "is required.");
        return Day(field, value) ?? new(1, 1, 1);
    }

    public Instant? Moment(string field, string? value)
    {
        if (value is null)
            return null;
        // In the last year of all, an offset may lead out of what can be counted.
        if (OffsetDateTimePattern.ExtendedIso.Parse(value).TryGetValue(default, out var moment) && moment.Year is >= 1 and < 9999)
            return moment.ToInstant();

        Wrong(field, "must be an instant with a zone, such as 2025-08-09T14:30:00Z.");
        return null;
    }

    public int Within(string field, int value, int min, int max)
    {
        if (value < min || value > max)
            Wrong(field, $"must lie between {min} and {max}.");
        return value;
    }

    public ValueList<T> List<TRequest, T>(string field, IReadOnlyList<TRequest?>? items, int max, Func<string, TRequest, T> read)
        where TRequest : class
    {
        if (items?.Count > max)
        {
            Wrong(field, $"has {items.Count} items; at most {max} are allowed.");
            return [];
        }

        var list = new List<T>();
        for (var i = 0; i < (items?.Count ?? 0); i++)
        {
            if (items![i] is { } item)
                list.Add(read($"{field}[{i}]", item));
            else
                Wrong($"{field}[{i}]", "must not be null.");
        }

        return [.. list];
    }
}
