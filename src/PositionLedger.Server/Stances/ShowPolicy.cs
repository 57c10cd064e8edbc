using PositionLedger.Domain.Stances;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Stances;

/// <summary>A rule of who governs, with its text: what every answer that names it rests on.</summary>
/// <param name="IsDefault">Whether it is the one that counts where none is asked for.</param>
/// <param name="Text">The whole rule, in Markdown. A text is never changed; another rule gets another version.</param>
public sealed record PolicyAnswer(string Id, bool IsDefault, string Text)
{
    internal static PolicyAnswer Of(Policy policy) => new(policy.Id, policy == Policy.AuthorityFirst, TextOf(policy));

    private static string TextOf(Policy policy)
    {
        var name = policy.Id.Replace('/', '-');
        using var text = typeof(PolicyAnswer).Assembly.GetManifestResourceStream($"policies/{name}.md")!;
        using var reader = new StreamReader(text);
        return reader.ReadToEnd();
    }
}

/// <summary>All policies.</summary>
public sealed record PolicyList(IReadOnlyList<PolicyAnswer> Items);

/// <summary>The policies and their texts.</summary>
public static class ShowPolicyEndpoint
{
    [WolverineGet("/api/v1/policies")]
    [Answers(200, typeof(PolicyList))]
    [EndpointSummary("The rules of who governs, with their texts")]
    public static IResult GetAll(HttpContext http) => Answers.Json(http, new PolicyList([.. Policy.All.Select(PolicyAnswer.Of)]));

    [WolverineGet("/api/v1/policies/{name}/{version}")]
    [Answers(200, typeof(PolicyAnswer)), Refuses(404)]
    [EndpointSummary("A rule of who governs, with its text")]
    public static IResult Get(string name, string version, HttpContext http) => Policy.Find($"{name}/{version}") is { } policy
        ? Answers.Json(http, PolicyAnswer.Of(policy))
        : Problems.Of(404, "unknown-policy", $"There is no policy '{Store.Json.Excerpt.Of($"{name}/{version}", 200)}'.",
            ("suggestions", Policy.All.Select(known => known.Id).ToArray()));
}
