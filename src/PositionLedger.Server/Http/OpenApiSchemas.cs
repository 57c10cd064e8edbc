using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Http;

/// <summary>The schemas of the OpenAPI document, as <see cref="WireJson"/> reads and writes the types.</summary>
internal static class OpenApiSchemas
{
    // What the generator leaves at a schema for whoever turns it into a reference.
    private const string Id = "x-schema-id";
    public const string IsNullable = "x-is-nullable-property";
    public const string ReferenceDescription = "x-ref-description";

    private const string Overwrites = "Overwrites the whole field; left out keeps it.";

    /// <summary>Whether a type is described where it is used: it is one value, or a wrapper of another type.</summary>
    public static bool IsInline(Type type) => Bare(type) is var bare && (bare == typeof(LocalDate) || bare == typeof(Instant)
        || bare == typeof(JsonElement) || IsA(bare, typeof(Optional<>)) || IsA(bare, typeof(ValueList<>)));

    /// <summary>The name of a schema among the components; null where it is described where it is used.</summary>
    public static string? NameOf(OpenApiSchema schema) =>
        schema.Metadata?.TryGetValue(Id, out var id) == true && id is string { Length: > 0 } name ? name : null;

    public static async Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = Bare(context.JsonTypeInfo.Type);
        if (IsA(type, typeof(Optional<>)))
            await DescribeOverwritingAsync(schema, type.GetGenericArguments()[0], context, cancel);
        else if (IsA(type, typeof(ValueList<>)))
            await DescribeListAsync(schema, type, context, cancel);
        else if (type.IsEnum && type.Namespace!.StartsWith(nameof(PositionLedger), StringComparison.Ordinal))
            await DescribeScaleAsync(schema, type, context, cancel);
        else if (type == typeof(LocalDate))
            Describe(schema, JsonSchemaType.String, "date");
        else if (type == typeof(Instant))
            Describe(schema, JsonSchemaType.String, "date-time");
        else if (type == typeof(JsonElement))
            Describe(schema, JsonSchemaType.Object, null);
        if (context.JsonPropertyInfo is { } property)
            Describe(schema, context.JsonTypeInfo.Type, property);
    }

    private static void Describe(OpenApiSchema schema, JsonSchemaType type, string? format) =>
        (schema.Type, schema.Format, schema.Properties) = (type, format, null);

    private static async Task DescribeOverwritingAsync(
        OpenApiSchema schema, Type type, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var value = await context.GetOrCreateSchemaAsync(Bare(type), null, cancel);
        (schema.Type, schema.Format, schema.Enum, schema.Items) = (value.Type, value.Format, value.Enum, value.Items);
        (schema.Properties, schema.Required, schema.Description) = (value.Properties, value.Required, value.Description);
        schema.Metadata = new Dictionary<string, object>(value.Metadata ?? new Dictionary<string, object>());
        var description = Of<EmptiedByNullAttribute>(context.JsonPropertyInfo) is not null ? $"{Overwrites} Null empties it." : Overwrites;
        schema.Metadata[ReferenceDescription] = description;
        if (NameOf(schema) is null)
            schema.Description = description;
    }

    private static async Task DescribeListAsync(OpenApiSchema schema, Type type, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        schema.Type = JsonSchemaType.Array;
        schema.Items = await context.GetOrCreateSchemaAsync(type.GetGenericArguments()[0], null, cancel);
        // How the class compares is nothing to a caller.
        if (context.JsonPropertyInfo is not null && schema.Description == (await context.GetOrCreateSchemaAsync(type, null, cancel)).Description)
            schema.Description = null;
    }

    private static async Task DescribeScaleAsync(OpenApiSchema schema, Type type, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        (schema.Type, schema.Enum) = (JsonSchemaType.String, [.. Words.All(type).Select(word => (JsonNode)word)]);
        // The generator describes Scale, and not Scale?.
        if (type != context.JsonTypeInfo.Type)
            schema.Description ??= (await context.GetOrCreateSchemaAsync(type, null, cancel)).Description;
    }

    private static void Describe(OpenApiSchema schema, Type type, JsonPropertyInfo property)
    {
        if (Of<RequiredAttribute>(property) is not null || (property is { Set: null, IsGetNullable: false } && type.IsClass))
            SetNullable(schema, false);
        else if (Of<EmptiedByNullAttribute>(property) is not null || Nullable.GetUnderlyingType(type) is not null)
            SetNullable(schema, true);
        if (Of<JsonConverterAttribute>(property)?.ConverterType == typeof(OneOrMoreIdsConverter))
            DescribeOneOrMoreIds(schema);
        if (Of<DataTypeAttribute>(property) is { } text)
            schema.Format = text.DataType == DataType.Date ? "date" : "date-time";
    }

    private static void DescribeOneOrMoreIds(OpenApiSchema schema)
    {
        var id = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" };
        (schema.Type, schema.Items) = (null, null);
        schema.AnyOf = [new OpenApiSchema { Type = JsonSchemaType.Array | JsonSchemaType.Null, Items = id }, id];
    }

    private static void SetNullable(OpenApiSchema schema, bool isNullable)
    {
        schema.Metadata ??= new Dictionary<string, object>();
        schema.Metadata.Remove(IsNullable);
        if (NameOf(schema) is null)
            schema.Type = isNullable ? schema.Type | JsonSchemaType.Null : schema.Type & ~JsonSchemaType.Null;
        else if (isNullable)
            schema.Metadata[IsNullable] = true;
    }

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static bool IsA(Type type, Type generic) => type.IsGenericType && type.GetGenericTypeDefinition() == generic;

    private static T? Of<T>(JsonPropertyInfo? property)
        where T : Attribute => property?.AttributeProvider?.GetCustomAttributes(typeof(T), false).OfType<T>().FirstOrDefault();
}
