using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Samples;

/// <summary>The server with the sample in it, for tests that only ask.</summary>
public sealed class SampleLedger(TestPostgres postgres) : IAsyncLifetime
{
    private LedgerApp _app = null!;

    public Sample Sample { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", Sample.Name));
        Sample = new(Api.Anonymous(_app));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>What the article supports, cell by cell. It sounds like every side's position, and that is how thin it is.</summary>
public sealed class TheArticle(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private const string Matrix = """
        european-union hold-uk-talks: undeclared; signals: leansFor (otherParty)
        russia hold-alaska-summit: undeclared; signals: accepts (characterisation)
        russia russian-security-demands: undeclared; signals: accepts (characterisation)
        ukraine cede-territory: rejects redLine by article-15
        ukraine hold-uk-talks: undeclared; signals: accepts (otherParty)
        ukraine recognise-occupation: undeclared; signals: rejects (characterisation)
        united-kingdom ceasefire-now: undeclared; signals: leansFor (characterisation)
        united-kingdom hold-uk-talks: accepts stated by article-7
        united-states hold-alaska-summit: undeclared; signals: accepts (characterisation)
        united-states hold-uk-talks: undeclared; signals: accepts (otherParty)
        united-states territorial-swaps: open floated by article-13; signals: leansFor (deepBackground), leansFor (deepBackground)
        united-states ukrainian-legal-approval: accepts stated by article-14
        """;

    private readonly Sample _sample = ledger.Sample;

    [Fact]
    public async Task Supports_four_declared_stances_and_nothing_where_nobody_spoke()
    {
        var cells = new List<string>();
        foreach (var party in await _sample.IdsAsync("parties"))
        {
            foreach (var issue in await _sample.IdsAsync("issues"))
            {
                if (await _sample.CellAsync(party, issue, "2025-08-09") is var cell and not "undeclared")
                    cells.Add($"{party} {issue}: {cell}");
            }
        }

        Assert.Equal(Matrix, string.Join('\n', cells));
    }

    [Fact]
    public async Task Lets_Ukraine_reject_cession_with_a_red_line_that_rests_on_one_page()
    {
        var stance = await _sample.StanceAsync("ukraine", "cede-territory", "2025-08-09");

        Assert.Equal("low · office · verbatimTranslated · F3 · 1", Sample.Confidence(stance));
        Assert.Equal("2025-08-09", (string?)stance["since"]);
        Assert.Empty(stance["signals"]!.AsArray());
    }

    [Fact]
    public async Task Says_nothing_of_the_days_before_it() =>
        Assert.Equal("undeclared", await _sample.CellAsync("ukraine", "cede-territory", "2025-08-01"));

    [Fact]
    public async Task Lets_a_statement_that_may_have_been_later_not_govern_yet() =>
        Assert.Equal("undeclared", await _sample.CellAsync("united-states", "territorial-swaps", "2025-08-08"));
}
