using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using PositionLedger.Domain;

namespace PositionLedger.Server.Store.Json;

/// <summary>How the ledger's types are written as JSON: stored, answered and read from a request.</summary>
public static class WireJson
{
    /// <summary>For events and read models: what is null, false or empty is left out.</summary>
    public static JsonSerializerOptions Stored { get; } = Frozen(Store(new()));

    /// <summary>For answers: every member is there, null where there is nothing.</summary>
    public static JsonSerializerOptions Answers { get; } = Frozen(Common(new()));

    /// <summary>For requests: nothing is guessed, nothing is ignored.</summary>
    public static JsonSerializerOptions Requests { get; } = Frozen(Common(new()
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
    }));

    public static JsonSerializerOptions Store(JsonSerializerOptions options)
    {
        Common(options);
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutComputed, LeaveOutDefaults } };
        return options;
    }

    public static JsonSerializerOptions Common(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        foreach (var converter in (JsonConverter[])[new OptionalConverter(), new ValueListConverter(), new SaidOnConverter(), new EnumNameConverter()])
            options.Converters.Insert(0, converter);
        return options;
    }

    private static JsonSerializerOptions Frozen(JsonSerializerOptions options)
    {
        options.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
        options.MakeReadOnly();
        return options;
    }

    private static void LeaveOutComputed(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].Set is null)
                type.Properties.RemoveAt(i);
        }
    }

    // A constructor's parameter must be there to be read back; an initialised property is its default when it is not.
    private static void LeaveOutDefaults(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.AssociatedParameter is null))
        {
            if (property.PropertyType == typeof(bool))
                property.ShouldSerialize = (_, value) => value is true;
            else if (IsA(property.PropertyType, typeof(ValueList<>)))
                property.ShouldSerialize = (_, value) => value is IEnumerable items && items.GetEnumerator().MoveNext();
            else if (IsA(property.PropertyType, typeof(Optional<>)))
                property.ShouldSerialize = IsGiven(property.PropertyType);
        }
    }

    private static Func<object, object?, bool> IsGiven(Type optional)
    {
        var absent = Activator.CreateInstance(optional);
        return (_, value) => !Equals(value, absent);
    }

    private static bool IsA(Type type, Type generic) => type.IsGenericType && type.GetGenericTypeDefinition() == generic;
}
