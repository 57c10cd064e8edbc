using System.Text.Json.Nodes;
using NodaTime;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Audit.Sealing;
using PositionLedger.Server.Tests.Cli;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Drill;

/// <summary>What somebody who can do anything in the database may try, and how an auditor with <c>ledger verify</c> catches it.</summary>
/// <remarks>Each attack is made by a superuser, with every guard disabled, on a copy of one sealed ledger.</remarks>
public sealed class TheDrill(DrilledLedger ledger) : IClassFixture<DrilledLedger>
{
    private const string WithoutGuards = """
        do $$ declare t text; begin
          foreach t in array array['mt_events', 'mt_streams', 'leaf', 'event_salt', 'tree_node', 'checkpoint', 'log_key', 'recovery'] loop
            execute format('alter table ledger.%I disable trigger all', t);
          end loop;
        end $$;

        """;

    private const string ForgedId = "00000000-0000-4000-8000-00000000f0f0";

    private const string Forged = $"""
        insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, is_archived)
        select nextval('ledger.mt_events_sequence'), '{ForgedId}', 'party/raw', version + 1, '{"{}"}', 'party.renamed.v1', '2025-01-01Z', '*DEFAULT*', false
        from ledger.mt_streams where id = 'party/raw';
        update ledger.mt_streams set version = version + 1 where id = 'party/raw'
        """;

    // As if nothing had ever been sealed: the next sealer begins anew.
    private const string Unsealed = "delete from ledger.event_salt; delete from ledger.leaf; delete from ledger.tree_node; delete from ledger.checkpoint";

    private static readonly string[] Unharmed = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ledger_that_nobody_touched_is_verified()
    {
        var found = await AttackAsync("select 1");

        Assert.Equal((0, "verified"), (found.ExitCode, found.Verdict));
        Assert.Equal(Unharmed, found.Failed);
    }

    [Theory]
    [InlineData("data = jsonb_set(data, '{body,stance}', '\"accepts\"')"), InlineData("data = jsonb_set(data, '{body,quote,text}', '\"We will.\"')")]
    [InlineData("user_name = 'key:somebody'"), InlineData("correlation_id = 'another'"), InlineData("headers = '{\"client\": \"another\"}'")]
    [InlineData("type = 'statement.retracted.v1'")]
    public async Task An_event_that_was_edited_in_any_part_is_named(string change)
    {
        var id = await IdAsync(3);

        var found = await AttackAsync($"update ledger.mt_events set {change} where id = '{id}'");

        Assert.Contains("contents", found.Failed);
        Assert.Equal([id], found.EventsOf("contents"));
    }

    [Fact]
    public async Task An_event_that_was_deleted_is_named()
    {
        var id = await IdAsync(3);

        var found = await AttackAsync($"delete from ledger.mt_events where id = '{id}'");

        Assert.Contains(id, found.Events);
    }

    [Fact]
    public async Task An_event_that_was_back_dated_is_named()
    {
        var id = await IdAsync(3);

        var found = await AttackAsync($"update ledger.mt_events set timestamp = timestamp - interval '30 days' where id = '{id}'");

        Assert.Contains(id, found.Events);
    }

    [Fact]
    public async Task Events_whose_order_in_their_stream_was_swapped_are_named()
    {
        var (one, two) = (await IdAsync(3), await IdAsync(4));

        var found = await AttackAsync($"""
            update ledger.mt_events set version = version + 1000 where id in ('{one}', '{two}');
            update ledger.mt_events set version = case id when '{one}' then 3 else 2 end where id in ('{one}', '{two}')
            """);

        Assert.Contains("contents", found.Failed);
        Assert.Equal([one, two], found.EventsOf("contents").Order());
        Assert.Contains("versions", found.Failed);
    }

    [Fact]
    public async Task A_forged_event_of_long_ago_is_named_while_it_has_no_leaf()
    {
        var found = await AttackAsync(Forged, isSealing: false);

        Assert.Contains("events", found.Failed);
        Assert.Contains(ForgedId, found.Events);
    }

    [Fact]
    public async Task A_forged_event_of_long_ago_is_named_with_how_long_it_waited_once_it_is_sealed()
    {
        var found = await AttackAsync(Forged, waitFor: DrilledLedger.Size + 1);

        var late = found.Report["late"]!["longest"]![0]!;
        Assert.Equal(ForgedId, late["event"]!.ToString());
        Assert.True((double)late["seconds"]! > 86_400 * 300);
    }

    [Fact]
    public async Task An_event_that_was_edited_together_with_its_leaf_no_longer_gives_the_signed_root()
    {
        var found = await AttackAsync($"""
            update ledger.mt_events set data = jsonb_set(data, '{"{body,stance}"}', '"accepts"') where id = '{await IdAsync(3)}';
            """, andReseal: 3);

        Assert.Contains("roots", found.Failed);
    }

    [Fact]
    public async Task A_ledger_rebuilt_by_another_key_is_not_signed_by_the_key_that_the_auditor_holds()
    {
        using var folder = new TemporaryFolder();
        var found = await AttackAsync($"{Edited(await IdAsync(3))}; {Unsealed}; delete from ledger.log_key", key: Path.Combine(folder.Path, "another.key"), waitFor: DrilledLedger.Size);

        Assert.Contains("keys", found.Failed);
    }

    [Fact]
    public async Task A_ledger_rebuilt_by_the_stolen_key_is_not_the_one_whose_checkpoint_was_kept_outside()
    {
        var attack = $"{Edited(await IdAsync(3))}; {Unsealed}";

        var withoutACopy = await AttackAsync(attack, waitFor: DrilledLedger.Size, isKept: false);
        var found = await AttackAsync(attack, waitFor: DrilledLedger.Size);

        Assert.Equal(Unharmed, withoutACopy.Failed);
        Assert.Equal(["kept"], found.Failed);
    }

    [Fact]
    public async Task A_ledger_rolled_back_below_the_checkpoint_that_was_kept_outside_has_lost_events()
    {
        var found = await AttackAsync(CutTo(DrilledLedger.FirstSize), waitFor: DrilledLedger.FirstSize);

        Assert.Equal(["kept"], found.Failed);
    }

    [Fact]
    public async Task A_ledger_whose_tail_was_cut_no_longer_has_what_its_own_checkpoint_covers()
    {
        var found = await AttackAsync($"""
            delete from ledger.mt_events where id in {From(310)}; delete from ledger.event_salt where event_id in {From(310)}; delete from ledger.leaf where leaf_index >= 310
            """);

        Assert.Contains("roots", found.Failed);
        Assert.Equal(1, found.ExitCode);
    }

    [Theory]
    [InlineData("truncate ledger.mt_events", "leaves"), InlineData("truncate ledger.leaf", "roots"), InlineData("truncate ledger.checkpoint", "kept"), InlineData("truncate ledger.tree_node", "tiles")]
    public async Task A_table_that_was_truncated_is_missed(string attack, string point)
    {
        var found = await AttackAsync(attack);

        Assert.Contains(point, found.Failed);
    }

    [Fact]
    public async Task An_event_that_was_deleted_is_not_excused_by_a_recovery_that_the_ledger_never_declared()
    {
        var id = await IdAsync(3);
        var note = SigningKeys.Sign(
            new RecoveryDeclaration(new("drill.example.org", DrilledLedger.Size, await RootAsync()), 3, 1, Instant.FromUtc(2025, 8, 9, 12, 0), "The disk failed.").Body,
            [SigningKeys.MakeNext("drill.example.org")]).ToText();

        var found = await AttackAsync($"""
            delete from ledger.mt_events where id = '{id}';
            insert into ledger.recovery values (3, {DrilledLedger.Size}, 1, '2025-08-09 12:00Z', '{note}')
            """);

        Assert.Contains(id, found.EventsOf("leaves"));
        Assert.Contains("recoveries", found.Failed);
    }

    [Fact]
    public async Task A_salt_that_was_erased_is_told_and_is_no_failure()
    {
        var id = await IdAsync(3);

        var found = await AttackAsync($"delete from ledger.event_salt where event_id = '{id}'");

        Assert.Equal((0, "unchecked"), (found.ExitCode, found.Verdict));
        Assert.Equal([id], found.EventsOf("contents"));
    }

    // The one that nothing in the ledger can show: the documentation says so, and what a witness does about it.
    [Fact]
    public async Task A_ledger_cut_back_to_a_point_newer_than_any_copy_outside_and_signed_again_by_the_stolen_key_looks_in_order()
    {
        var found = await AttackAsync(CutTo(310), waitFor: 310);

        Assert.Equal(Unharmed, found.Failed);
    }

    // The events of a part of the log, from a place on.
    private static string From(int leaf) => $"(select event_id from ledger.leaf where leaf_index >= {leaf})";

    private static string Edited(string id) => $$"""update ledger.mt_events set data = jsonb_set(data, '{body,stance}', '"accepts"') where id = '{{id}}'""";

    // Back to one of the checkpoints that were really signed.
    private static string CutTo(int size) => $"""
        delete from ledger.mt_events where id in {From(size)};
        delete from ledger.event_salt where event_id in {From(size)};
        delete from ledger.leaf where leaf_index >= {size};
        delete from ledger.tree_node where (node_index + 1) * 256 > {size};
        delete from ledger.checkpoint where tree_size > {size};
        update ledger.mt_streams s set version = (select max(version) from ledger.mt_events e where e.stream_id = s.id)
        """;

    private Task<string> IdAsync(int leaf) => Sql.AskAsync<string>(ledger.Template, $"select event_id::text from ledger.leaf where leaf_index = {leaf}");

    private async Task<TreeHash> RootAsync() => new(await Sql.AskAsync<byte[]>(
        ledger.Template, $"select root from ledger.checkpoint where tree_size = {DrilledLedger.Size} limit 1"));

    /// <param name="key">By which the attacker lets the ledger go on; the stolen one where it is left out.</param>
    /// <param name="isSealing">Whether a sealer goes on after the attack.</param>
    /// <param name="waitFor">How many events it has sealed by the time that the auditor looks.</param>
    /// <param name="isKept">Whether the auditor holds a checkpoint.</param>
    /// <param name="andReseal">The place of a leaf that the attacker makes anew of the event as it is then.</param>
    private async Task<Found> AttackAsync(
        string sql, string? key = null, bool isSealing = true, int waitFor = 0, bool isKept = true, int? andReseal = null)
    {
        var database = await ledger.Postgres.CreateDatabaseAsync(ledger.Template);
        await Sql.RunAsync(database, WithoutGuards + sql);
        if (andReseal is { } leaf)
            await Forger.ResealAsync(database, leaf);
        using var folder = new TemporaryFolder();
        var file = key ?? Path.Combine(folder.Path, "signing.key");
        if (key is null && isSealing)
            File.Copy(ledger.SigningKey, file);
        await using var app = await LedgerApp.StartAsync(ledger.Postgres, database, ("LEDGER_SIGNING_KEY", file), ("LEDGER_ORIGIN", "drill.example.org"));
        while (waitFor > 0 && (await SealedLedger.ReadAsync(app, "select coalesce(max(tree_size), 0) from ledger.checkpoint", row => row.GetInt64(0)))[0] < waitFor)
            await Task.Delay(20, Cancel);
        string[] kept = isKept ? ["--since", ledger.Kept] : [];
        return new(await CommandLine.RunAsync(app, ["verify", "--key", ledger.VerifierKey, "--json", .. kept]));
    }

    private sealed record Found(Ran Ran)
    {
        public int ExitCode => Ran.ExitCode;

        public JsonNode Report { get; } = JsonNode.Parse(Ran.Out)!;

        public string Verdict => Report["verdict"]!.ToString();

        public IEnumerable<string> Failed => Points.Where(point => (int)point["failed"]! > 0).Select(point => point["point"]!.ToString());

        public IEnumerable<string> Events => Points.SelectMany(EventsIn);

        private IEnumerable<JsonNode> Points => Report["points"]!.AsArray().Select(point => point!);

        public IEnumerable<string> EventsOf(string point) => Points.Where(x => x["point"]!.ToString() == point).SelectMany(EventsIn).Distinct();

        private static IEnumerable<string> EventsIn(JsonNode point) =>
            point["findings"]!.AsArray().Select(finding => finding!["event"]?.ToString()).OfType<string>();
    }
}
