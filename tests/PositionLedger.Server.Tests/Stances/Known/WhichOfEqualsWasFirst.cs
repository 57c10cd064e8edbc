using Npgsql;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances.Known;

/// <summary>Of two blocs that say the same on one day, the statement governs that has its place in the ledger before the other.</summary>
public sealed class WhichOfEqualsWasFirst(TestPostgres postgres)
{
    [Fact]
    public async Task Is_told_by_the_places_in_the_ledger_and_not_by_the_clock()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var sealer = new NpgsqlConnection(database);
        await sealer.OpenAsync(TestContext.Current.CancellationToken);
        await SealedLedger.LeadAsync(sealer);
        await using var app = await LedgerApp.StartAsync(postgres, database);
        var talks = await Talks.BeginAsync(Api.Of(app), ["bloc", "league", "member"], ["border"]);
        await talks.SpeaksForAsync("bloc", "member", "2025-01-01");
        await talks.SpeaksForAsync("league", "member", "2025-01-01");
        var (recordedFirst, sealedFirst) =
            (await talks.SaysAsync("bloc", "border", "accepts", "2025-08-01"), await talks.SaysAsync("league", "border", "accepts", "2025-08-01"));
        Assert.Equal(recordedFirst, await GovernsAsync(talks, ""));

        await SealAsync(app, sealedFirst);

        Assert.Equal(sealedFirst, await GovernsAsync(talks, ""));
        Assert.Equal(sealedFirst, await GovernsAsync(talks, "&ledgerSize=9"));
    }

    // As servers may that record at the same moment: all with one statement before everything else.
    private static Task SealAsync(LedgerApp app, string first) => Sql.RunAsync(app.ConnectionString, $"""
        insert into ledger.leaf (leaf_index, event_id, entry, hash)
        select row_number() over (order by data ->> 'id' is distinct from '{first}', seq_id) - 1, id, '', sha256('') from ledger.mt_events;
        insert into ledger.checkpoint (sealed_at, tree_size, root, note, seal)
        select clock_timestamp(), count(*), sha256(''), '', '' from ledger.leaf
        """);

    private static async Task<string> GovernsAsync(Talks talks, string more) => $"{(await talks.StanceAsync("member", "border", "2025-08-09", more))["governedBy"]}";
}
