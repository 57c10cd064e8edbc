using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PositionLedger.Domain;
using PositionLedger.Domain.Stances;

namespace PositionLedger.Server.Http;

/// <summary>The query parameters in the OpenAPI document; one name takes the same values in every call.</summary>
internal static class OpenApiParameters
{
    public static IOpenApiParameter Of(TakesAttribute taken) => new OpenApiParameter
    {
        Name = taken.Name,
        In = ParameterLocation.Query,
        Description = taken.Description,
        Required = taken.Required,
        Schema = taken.IsDay ? Day : SchemaOf(taken.Name),
    };

    private static OpenApiSchema SchemaOf(string name) => name switch
    {
        "limit" => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = $"{Page.MaxLimit}", Default = Page.DefaultLimit },
        "from" or "to" => new() { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1" },
        "on" or "sinceOn" => Day,
        "knownAt" or "sinceKnownAt" => new() { Type = JsonSchemaType.String, Format = "date-time" },
        "ledgerSize" or "sinceLedgerSize" => new() { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" },
        "format" => new() { Type = JsonSchemaType.Integer, Format = "int32", Enum = [KnowledgeParameters.Format] },
        "policy" => new() { Type = JsonSchemaType.String, Enum = [.. Policies], Default = Policy.AuthorityFirst.Id },
        "after" => new() { Type = JsonSchemaType.String, MaxLength = Slug.MaxLength },
        _ => new() { Type = JsonSchemaType.String },
    };

    private static OpenApiSchema Day => new() { Type = JsonSchemaType.String, Format = "date" };

    private static IEnumerable<JsonNode> Policies => [Policy.AuthorityFirst.Id, Policy.LatestFirst.Id];
}
