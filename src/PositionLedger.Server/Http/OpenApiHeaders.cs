using Microsoft.OpenApi;

namespace PositionLedger.Server.Http;

/// <summary>The headers that calls take and answer with, in the OpenAPI document.</summary>
internal static class OpenApiHeaders
{
    public static void Describe(OpenApiOperation operation, IReadOnlyCollection<int> refused, bool isRead)
    {
        var isTagged = isRead ? operation.Responses!.ContainsKey("304") : operation.Tags!.Any(tag => tag.Reference.Id == "statements");
        if (isRead && isTagged)
            operation.Parameters!.Add(Header("If-None-Match", "The ETag of the answer you have; 304 says that it still holds.", false));
        if (refused.Contains(412))
            AddIfMatch(operation, refused.Contains(428));
        foreach (var (status, response) in operation.Responses!)
            ((OpenApiResponse)response).Headers = Of(status, isTagged, operation.Tags!.Any(tag => tag.Reference.Id == "exports"));
    }

    private static void AddIfMatch(OpenApiOperation operation, bool isRequired) => operation.Parameters!.Add(Header("If-Match", isRequired
        ? "The ETag of the statement as you last read it, or * for any; without it: 428."
        : "The ETag of the statement as you last read it, to be refused with 412 where it has changed since; left out, or * for any.", isRequired));

    private static OpenApiParameter Header(string name, string description, bool isRequired) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Required = isRequired,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static Dictionary<string, IOpenApiHeader>? Of(string status, bool isTagged, bool isExport)
    {
        var headers = new Dictionary<string, IOpenApiHeader>();
        if (isTagged && status[0] is '2' or '3')
            headers["ETag"] = Answered("What If-Match and If-None-Match compare, in double quotes; of a statement, its revision.", JsonSchemaType.String);
        if (isExport && status == "200")
            headers["Ledger-Size"] = Answered("Of how many sealed events it is.", JsonSchemaType.Integer);
        if (status is "201" or "202")
            headers["Location"] = Answered("Where to read it.", JsonSchemaType.String);
        if (status is "429" or "503")
            headers["Retry-After"] = Answered("After how many seconds to try again.", JsonSchemaType.Integer);
        return headers.Count > 0 ? headers : null;
    }

    private static OpenApiHeader Answered(string description, JsonSchemaType type) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = type } };
}
