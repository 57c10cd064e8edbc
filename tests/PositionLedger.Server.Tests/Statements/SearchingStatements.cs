using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Statements;

[Collection(SharedLedger.Name)]
public sealed class SearchingStatements(LedgerApp app)
{
    private readonly Api _api = Api.Of(app);

    [Fact]
    public async Task Finds_words_in_whatever_form_the_language_of_the_quotation_gives_them()
    {
        var cell = await Given.CellAsync(_api);
        var english = await RecordAsync(cell, "Ukrainians will not give their land to the occupiers.", "en");
        var german = await RecordAsync(cell, "Wir geben unsere Häuser nicht auf.", "de");
        var russian = await RecordAsync(cell, "Мы не отдадим своих городов.", "ru");
        var ukrainian = await RecordAsync(cell, "Ми не віддамо землю.", "uk");

        Assert.Equal([english], await FindAsync(cell, "giving lands"));
        Assert.Equal([german], await FindAsync(cell, "Haus"));
        Assert.Equal([russian], await FindAsync(cell, "города"));
        // There are no rules for Ukrainian: words as they are written.
        Assert.Equal([ukrainian], await FindAsync(cell, "землю"));
        // Capitals are small letters too, unless the database knows of none but those of ASCII.
        var knowsLetters = await Sql.AskAsync<bool>(app.ConnectionString, "select lower('Ж') = 'ж'");
        Assert.Equal(knowsLetters ? [ukrainian] : [], await FindAsync(cell, "ЗЕМЛЮ"));
        Assert.Empty(await FindAsync(cell, "земля"));
        Assert.Equal([english], await FindAsync(cell, "\"their land\""));
        Assert.Empty(await FindAsync(cell, "\"land give\""));
        Assert.Equal([english], await FindAsync(cell, "land -houses"));
        Assert.Empty(await FindAsync(cell, "land -occupier"));
        Assert.Equal([english, german], (await FindAsync(cell, "occupier OR Häuser")).Order(Comparer<string>.Create((x, y) => x == english ? -1 : 1)));
        Assert.Equal(4, (await FindAsync(cell, "speaker")).Length);
        // Nothing but words that no search looks for.
        Assert.Empty(await FindAsync(cell, "\"\""));
    }

    [Fact]
    public async Task Shows_the_words_it_found_and_the_original_where_only_that_has_them()
    {
        var cell = await Given.CellAsync(_api);
        var statement = cell.Statement(quote: "We will not give up our <b>houses</b>, \u0001not one.\u0002");
        statement["quote"]!["original"] = new JsonObject { ["text"] = "Wir geben unsere Häuser nicht auf.", ["language"] = "de" };
        await cell.RecordAsync(statement);

        var translated = (await AskAsync(cell, "&text=house")).Json["items"]![0]!;
        Assert.Equal("en", translated["language"]!.GetValue<string>());
        Assert.Equal(["We will not give up our <b>", "houses", "</b>, not one."], translated["excerpt"]!.AsArray().Select(part => part!["text"]!.GetValue<string>()));
        Assert.Equal([false, true, false], translated["excerpt"]!.AsArray().Select(part => part!["match"]!.GetValue<bool>()));
        var original = (await AskAsync(cell, "&text=auf Haus")).Json["items"]![0]!;
        Assert.Equal("de", original["language"]!.GetValue<string>());
        Assert.Contains(original["excerpt"]!.AsArray(), part => part!["match"]!.GetValue<bool>() && part["text"]!.GetValue<string>() == "Häuser");
        Assert.NotNull(original["relevance"]);
    }

    [Fact]
    public async Task Puts_first_what_matches_best_or_what_was_said_last()
    {
        var cell = await Given.CellAsync(_api);
        var old = await RecordAsync(cell, "Ceasefire, ceasefire, ceasefire.", "en", "2025-01-01");
        var recent = await RecordAsync(cell, "We have heard many words today, and one of them, spoken by somebody else, was ceasefire.", "en", "2025-06-01");

        Assert.Equal([old, recent], await FindAsync(cell, "ceasefire"));
        Assert.Equal([recent, old], await FindAsync(cell, "ceasefire", "&order=date"));
        Assert.Equal([recent, old], Ids(await AskAsync(cell, "")));
    }

    [Fact]
    public async Task Filters_by_what_a_statement_is()
    {
        var (cell, other) = (await Given.CellAsync(_api), await Given.CellAsync(_api));
        var month = await cell.RecordAsync(cell.Statement("accepts", "2025-08"));
        var day = await cell.RecordAsync(cell.Statement("rejects", "2025-09-02"));
        var elsewhere = await other.RecordAsync(other.Statement("rejects", "2025-09-03"));
        await _api.PostAsync($"{day}/retractions", new { reason = "a mistake" }, ("If-Match", "*"));

        Assert.Equal([Id(month)], Ids(await AskAsync(cell, "")));
        Assert.Equal([Id(day), Id(month)], Ids(await AskAsync(cell, "&retracted=true")));
        Assert.Equal([Id(month)], Ids(await AskAsync(cell, "&from=2025-08-31&to=2025-08-31")));
        Assert.Empty(Ids(await AskAsync(cell, "&to=2025-07-31")));
        Assert.Empty(Ids(await AskAsync(cell, "&from=2025-09-01")));
        Assert.Equal([Id(elsewhere)], Ids(await _api.GetAsync($"/api/v1/statements?party={cell.Party},{other.Party}&stance=rejects")));
        Assert.Equal([Id(month)], Ids(await _api.GetAsync($"/api/v1/statements?source={cell.Source}")));
        Assert.Equal([Id(elsewhere)], Ids(await _api.GetAsync($"/api/v1/statements?issue={other.Issue}&kind=position&negotiation=talks")));
        Assert.Empty(Ids(await _api.GetAsync($"/api/v1/statements?issue={other.Issue}&kind=proposal")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&text=words")]
    [InlineData("&text=words&order=date")]
    public async Task Goes_through_everything_page_by_page_each_once(string query)
    {
        var cell = await Given.CellAsync(_api);
        var rows = Enumerable.Range(0, 23).Select(i => Imports.Imported.Row(cell, $"row-{i}", saidOn: $"2025-0{i % 3 + 1}-01", quote: string.Join(' ', Enumerable.Repeat("words", i % 4 + 1)) + $" {i}"));
        await Imports.Imported.RowsAsync(_api, rows);

        var whole = Ids(await AskAsync(cell, query));
        var (pages, after) = (new List<string>(), "");
        do
        {
            var page = await AskAsync(cell, $"{query}&limit=5{after}");
            pages.AddRange(Ids(page));
            after = page.Json["next"] is { } next ? $"&after={next}" : "";
        }
        while (after.Length > 0);

        Assert.Equal(23, whole.Length);
        Assert.Equal(whole, pages);
    }

    [Fact]
    public async Task Finds_what_was_on_record_at_a_size_of_the_ledger_as_it_stood_then()
    {
        var cell = await Given.CellAsync(_api);
        var path = await RecordAsync(cell, "We will never sign.", "en");
        var size = await SealedLedger.IsSealedAsync(app);
        await _api.PostAsync($"/api/v1/statements/{path}/corrections", new { reason = "misheard", quote = new { text = "We will sign ever.", language = "en" } }, ("If-Match", "*"));
        await RecordAsync(cell, "We never will.", "en");
        await SealedLedger.IsSealedAsync(app);

        var then = await AskAsync(cell, $"&text=never&ledgerSize={size}");

        Assert.Equal([path], Ids(then));
        Assert.Equal((1, size), (then.Json["items"]![0]!["revision"]!.GetValue<int>(), then.Json["ledger"]!["size"]!.GetValue<long>()));
        Assert.DoesNotContain(path, Ids(await AskAsync(cell, "&text=never")));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("after=x")]
    [InlineData("kind=shout")]
    [InlineData("order=loudest")]
    [InlineData("retracted=perhaps")]
    [InlineData("from=2025-02-30")]
    [InlineData("party=No+Slug")]
    [InlineData("text=+")]
    public async Task Refuses_what_it_can_make_nothing_of(string query)
    {
        var reply = await _api.GetAsync($"/api/v1/statements?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (reply.Status, reply.Problem));
    }

    [Theory]
    [InlineData("party", "unknown-party")]
    [InlineData("issue", "unknown-issue")]
    [InlineData("negotiation", "unknown-negotiation")]
    public async Task Says_so_where_what_it_is_to_look_at_is_not_there(string what, string problem) =>
        Assert.Equal((HttpStatusCode.NotFound, problem), ((await _api.GetAsync($"/api/v1/statements?{what}=no-such-thing")) is var reply ? (reply.Status, reply.Problem) : default));

    private static async Task<string> RecordAsync(Cell cell, string quote, string language, string saidOn = "2025-08-09")
    {
        var statement = cell.Statement(saidOn: saidOn, quote: quote);
        statement["quote"]!["language"] = language;
        return Id(await cell.RecordAsync(statement));
    }

    private static string Id(string path) => path.Split('/')[^1];

    private Task<Reply> AskAsync(Cell cell, string query) => _api.GetAsync($"/api/v1/statements?party={cell.Party}{query}");

    private async Task<string[]> FindAsync(Cell cell, string text, string query = "") => Ids(await AskAsync(cell, $"&text={Uri.EscapeDataString(text)}{query}"));

    private static string[] Ids(Reply reply)
    {
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return [.. reply.Json["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];
    }
}
