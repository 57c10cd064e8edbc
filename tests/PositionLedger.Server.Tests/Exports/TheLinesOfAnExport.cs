using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PositionLedger.Domain;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store.Writing;
using PositionLedger.Server.Tests.Support;
using static PositionLedger.Server.Tests.Support.TheWritersQueue;

namespace PositionLedger.Server.Tests.Exports;

public sealed class TheLinesOfAnExport(TestPostgres postgres) : IAsyncLifetime
{
    private LedgerApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await LedgerApp.StartAsync(postgres);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Tell_a_joint_statement_once_and_the_amendments_of_each_copy_by_itself()
    {
        var (cell, other) = (await Given.CellAsync(Api.Of(_app)), await Given.CellAsync(Api.Of(_app)));
        var path = await cell.RecordAsync(cell.Statement().With(other.Party));
        await cell.Api.PostAsync($"{path}/retractions", new { reason = "r" }, ("If-Match", "*"));

        JsonNode[] lines = [.. (await Export.LinesAsync(_app)).Skip(6).Select(line => JsonNode.Parse(line)!)];

        Assert.Equal(["statement", "retraction", "retraction"], lines.Select(line => $"{line["record"]}"));
        Assert.Equal((cell.Party, Jointly.IdOf(path)), ($"{lines[0]["party"]}", $"{lines[0]["id"]}"));
        var copy = Assert.Single(lines[0]["copies"]!.AsArray())!;
        Assert.Equal(other.Party, $"{copy["party"]}");
        Assert.Equal([$"{Jointly.IdOf(path)} {cell.Party}", $"{copy["id"]} {other.Party}"],
            lines[1..].Select(line => $"{line["statement"]} {line["only"]}"));
        Assert.Equal(9 + 1, (await EventIdsAsync()).Count);
        Assert.Equal(await EventIdsAsync(), lines.Select(line => $"{line["event"]}").Append($"{copy["event"]}").Concat(
            (await Export.LinesAsync(_app)).Take(6).Select(line => $"{JsonNode.Parse(line)!["event"]}")).Order());
    }

    // In one transaction each stream's events stand together in the ledger, those of the party first, as it is named first.
    [Fact]
    public async Task Have_what_a_line_needs_before_it_also_where_the_ledger_has_it_after_it()
    {
        var cell = await Given.CellAsync(Api.Of(_app));
        var writer = _app.Host.Services.GetRequiredService<LedgerWriter>();
        Command[] commands =
        [
            new RenameParty(cell.Party, "Another name", null), OpenParty("bloc"), OpenParty("other"),
            new RecordMembership(cell.Party, new("bloc", new(2025, 1, 1), null, false)),
            new RegisterIssue(new("issue", "talks", "T", "P.", null)), new RegisterSource("source", "S", null, Reliability.B),
            Statement(cell.Party, "one") with { JointWith = [new("other", Guid.NewGuid())] }, Statement("other", "two"),
        ];

        await await WhileTheWriterWaitsAsync(_app, () =>
            Task.FromResult(Task.WhenAll(commands.Select(command => writer.WriteAsync(command, Tester, TestContext.Current.CancellationToken)))));
        var lines = await Export.LinesAsync(_app);

        Assert.Equal("party.renamed.v1 membership.recorded.v1 statement.recorded.v1 party.opened.v1 party.opened.v1", await OrderAsync());
        Assert.Equal(["rename", "party", "membership", "party", "issue", "source", "statement", "statement"], Export.Records(lines[4..]));
    }

    [Fact]
    public async Task Are_all_there_also_where_the_export_is_cut_within_a_transaction()
    {
        var (cell, other) = (await Given.CellAsync(Api.Of(_app)), await Given.CellAsync(Api.Of(_app)));
        await cell.RecordAsync(cell.Statement().With(other.Party));
        await SealedLedger.IsSealedAsync(_app);

        var lines = await Export.LinesAsync(_app, "?ledgerSize=7");

        Assert.Equal("statement", Export.Records(lines)[6]);
        Assert.Equal(7, lines.Length);
    }

    private static RecordStatement Statement(string party, string words) => new(party, Guid.NewGuid(), null, new()
    {
        Issue = "issue", Speaker = new(null, null, Authority.Principal), Kind = StatementKind.Position, Stance = Domain.Statements.Stance.Accepts,
        SaidOn = SaidOn.Day(new(2025, 8, 9)), Quote = new(words, null, null, null, null), Attribution = Attribution.Document,
        Reports = [new("source", null, null, null, 2, [], "source")],
    });

    private async Task<string> OrderAsync() => string.Join(' ', await SealedLedger.ReadAsync(_app, """
        select e.type from ledger.leaf l join ledger.mt_events e on e.id = l.event_id where l.leaf_index between 4 and 8 order by l.leaf_index
        """, row => row.GetString(0)));

    private async Task<List<string>> EventIdsAsync() =>
        await SealedLedger.ReadAsync(_app, "select id::text from ledger.mt_events order by 1", row => row.GetString(0));
}
