namespace PositionLedger.Server.Http;

/// <summary>A query parameter that an endpoint takes, for the documentation and for the check that no other is sent.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class TakesAttribute(string name, string description) : Attribute
{
    public string Name => name;

    public string Description => description;

    /// <summary>For the documentation: the endpoint itself refuses a call without it.</summary>
    public bool Required { get; set; }

    /// <summary>For the documentation: it is a day, where its name may mean something else in other calls.</summary>
    public bool IsDay { get; set; }
}

/// <summary>A query parameter of the contract that isn't supported yet; sending it is refused rather than ignored.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class NotYetAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>The body that an endpoint reads, for the documentation.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadsBodyAttribute(Type type) : Attribute
{
    public Type Type => type;
}

/// <summary>The file that an endpoint reads, for the documentation: in one of some media types.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadsFileAttribute(params string[] mediaTypes) : Attribute
{
    public IReadOnlyList<string> MediaTypes => mediaTypes;
}

/// <summary>Refuses query parameters that the endpoint doesn't take: a misspelt one must not give a wrong answer.</summary>
public static class QueryParameters
{
    public static async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        // The endpoint that answers 405 says nothing of itself, and has nothing to check.
        var problem = http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<AnswersAttribute>() is not null
            ? Check(http.Request.Query, endpoint.Metadata)
            : null;
        await (problem is null ? next(http) : problem.ExecuteAsync(http));
    }

    private static IResult? Check(IQueryCollection query, EndpointMetadataCollection metadata)
    {
        var taken = metadata.GetOrderedMetadata<TakesAttribute>().Select(x => x.Name).ToArray();
        foreach (var (name, values) in query)
        {
            if (metadata.GetOrderedMetadata<NotYetAttribute>().Any(x => x.Name == name))
                return Problems.NotYet(name);
            if (!taken.Contains(name, StringComparer.Ordinal))
                return Problems.Invalid(name, taken.Length == 0 ? "is no parameter: this call takes none." : $"is no parameter; this call takes {string.Join(", ", taken)}.");
            if (values.Count > 1)
                return Problems.Invalid(name, "is given more than once.");
            if (!Storable.Is(values.ToString()))
                return Problems.Invalid(name, "contains NUL.");
        }

        return null;
    }
}
