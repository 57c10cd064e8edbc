using System.Text.Json.Nodes;

namespace PositionLedger.Server.Tests.Support;

/// <summary>Statements of several parties, for a test to send.</summary>
internal static class Jointly
{
    /// <summary>The statement, held by others too.</summary>
    public static JsonObject With(this JsonObject statement, params string[] parties)
    {
        statement["jointWith"] = new JsonArray([.. parties.Select(party => (JsonNode)party)]);
        return statement;
    }

    /// <summary>The statement, with retracted ones acknowledged.</summary>
    public static JsonObject Acknowledging(this JsonObject statement, params string[] ids)
    {
        statement["acknowledges"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]);
        return statement;
    }

    /// <summary>The holders that an answer tells of, each with its statement's path and what else was asked.</summary>
    public static Dictionary<string, string> Copies(this Reply reply) => reply.Json["joint"]!.AsArray()
        .ToDictionary(copy => copy!["party"]!.GetValue<string>(), copy => $"/api/v1/statements/{copy!["statement"]}");

    public static IEnumerable<int> CopyRevisions(this Reply reply) =>
        reply.Json["joint"]!.AsArray().Select(copy => copy!["revision"]!.GetValue<int>());

    public static string IdOf(string path) => path.Split('/')[^1];
}
