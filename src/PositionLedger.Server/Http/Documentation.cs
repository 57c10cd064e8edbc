using Microsoft.AspNetCore.Http.Metadata;

namespace PositionLedger.Server.Http;

/// <summary>An answer of an endpoint, for the documentation.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AnswersAttribute(int status, Type type, string contentType = "application/json") : Attribute, IProducesResponseTypeMetadata
{
    public Type? Type => type;

    public int StatusCode => status;

    public IEnumerable<string> ContentTypes => [contentType];

    /// <summary>Whether it has a validator; what is streamed is mostly answered before all of it is known.</summary>
    public bool HasETag { get; set; } = contentType == "application/json";
}

/// <summary>The statuses with which an endpoint refuses, for the documentation; all of them are problem details.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RefusesAttribute(params int[] statuses) : Attribute
{
    public IReadOnlyList<int> Statuses => statuses;
}

/// <summary>A field of a correction that null empties, for the documentation; null is refused for the others.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmptiedByNullAttribute : Attribute;
