using System.Net;
using System.Text.Json.Nodes;

namespace PositionLedger.Server.Tests.Support;

/// <summary>A negotiation that no other test uses, with parties and issues that a test calls by short names.</summary>
internal sealed class Talks(Api api)
{
    private readonly string _suffix = Guid.NewGuid().ToString("N")[..12];

    public Api Api => api;

    public string Negotiation => Id("talks");

    public string Source => Id("source");

    public static async Task<Talks> BeginAsync(Api api, string[] parties, string[] issues)
    {
        var talks = new Talks(api);
        await Given.Created(api.PostAsync("/api/v1/sources", new { id = talks.Source, name = "A source", reliability = "B" }));
        await Task.WhenAll(parties.Select(talks.OpenAsync));
        await Task.WhenAll(issues.Select(issue => talks.RegisterAsync(issue)));
        return talks;
    }

    /// <summary>The id behind a short name; in the same order as those.</summary>
    public string Id(string name) => $"{name}-{_suffix}";

    public string Ids(params string[] names) => string.Join(',', names.Select(Id));

    public Cell Cell(string party, string issue) => new(api, Id(party), Id(issue), Source);

    public Task OpenAsync(string party) => Given.Created(api.PostAsync("/api/v1/parties", new { id = Id(party), name = party, kind = "state" }));

    public Task RegisterAsync(string issue, string? negotiation = null) => Given.Created(api.PostAsync(
        "/api/v1/issues", new { id = Id(issue), negotiation = negotiation ?? Negotiation, title = issue, proposition = "It is so." }));

    /// <summary>Records what the leadership of a party says on the record, and answers the statement's id.</summary>
    public async Task<string> SaysAsync(string party, string issue, string stance, string saidOn, Action<JsonObject>? change = null)
    {
        var statement = Cell(party, issue).Statement(stance, saidOn, quote: $"Words {Guid.NewGuid():N}");
        change?.Invoke(statement);
        return Jointly.IdOf(await Cell(party, issue).RecordAsync(statement));
    }

    public async Task SpeaksForAsync(string bloc, string member, string from, string? until = null, bool speaksFor = true) => await Given.Created(
        api.PostAsync($"/api/v1/parties/{Id(member)}/memberships", new { bloc = Id(bloc), from, until, speaksFor }));

    /// <summary>Amends a statement, whatever its revision.</summary>
    public async Task AmendAsync(string statement, string how, object body)
    {
        var reply = await api.PostAsync($"/api/v1/statements/{statement}/{how}", body, ("If-Match", "*"));
        Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Created, reply.Text);
    }

    public async Task GradeAsync(string reliability) => await Given.Created(
        api.PostAsync($"/api/v1/sources/{Source}/grades", new { reliability, reason = "seen" }));

    public Task<JsonNode> StanceAsync(string party, string issue, string on, string more = "") =>
        AskAsync($"/api/v1/parties/{Id(party)}/stances/{Id(issue)}?on={on}{more}");

    public Task<JsonNode> PartyAsync(string party, string on, string more = "") => AskAsync($"/api/v1/parties/{Id(party)}/stances?on={on}{more}");

    public Task<JsonNode> HistoryAsync(string party, string issue, string more = "") =>
        AskAsync($"/api/v1/parties/{Id(party)}/stances/{Id(issue)}/history{more}");

    public Task<JsonNode> MatrixAsync(string on, string more = "") => AskAsync($"/api/v1/matrix?negotiation={Negotiation}&on={on}{more}");

    public Task<JsonNode> ChangesAsync(string since, string on, string more = "") =>
        AskAsync($"/api/v1/changes?negotiation={Negotiation}&sinceOn={since}&on={on}{more}");

    public Task<JsonNode> OverlapAsync(string issue, string on, string more = "") => AskAsync($"/api/v1/issues/{Id(issue)}/overlap?on={on}{more}");

    public async Task<JsonNode> AskAsync(string path)
    {
        var reply = await api.GetAsync(path);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return reply.Json;
    }

    /// <summary>An answer's items, a line each: the fields asked for, with short names for parties and issues.</summary>
    public string[] Lines(JsonNode? items, params string[] fields) =>
        [.. items!.AsArray().Select(item => string.Join(' ', fields.Select(field => Word(item![field])).Where(word => word.Length > 0)))];

    private string Word(JsonNode? value) => value switch
    {
        null => "",
        JsonArray many => string.Join('+', many.Select(Word)),
        JsonObject one => Word(one["stance"]),
        _ => value.ToString().Replace($"-{_suffix}", "", StringComparison.Ordinal),
    };
}

/// <summary>What a test changes of a statement before it is recorded.</summary>
internal static class Spoken
{
    public static void By(this JsonObject statement, string authority) => statement["speaker"]!["authority"] = authority;

    public static void If(this JsonObject statement, string condition) =>
        statement["conditions"] = new JsonArray(new JsonObject { ["text"] = condition, ["state"] = "open" });
}
