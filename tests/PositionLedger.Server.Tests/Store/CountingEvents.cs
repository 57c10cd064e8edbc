using Npgsql;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Store;

/// <summary>How many events are recorded, which a session remembers as long as nothing changes.</summary>
public sealed class CountingEvents(TestPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sees_what_others_commit_in_whatever_order_they_began()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        await using var asking = await SealedLedger.ConnectAsync(app);
        await using var early = await SealedLedger.ConnectAsync(app);
        await using var late = await SealedLedger.ConnectAsync(app);
        Assert.Equal((0, 0), await CountAsync(asking));

        await using var first = await early.BeginTransactionAsync(Cancel);
        await SealedLedger.AppendAsync(early, "party/early", 1, 2);
        Assert.Equal((0, 0), await CountAsync(asking));
        await SealedLedger.AppendAsync(late, "party/late", 1, 3);
        Assert.Equal((3, 3), await CountAsync(asking));
        Assert.Equal((3, 3), await CountAsync(asking));
        await first.CommitAsync(Cancel);
        Assert.Equal((5, 5), await CountAsync(asking));
    }

    [Fact]
    public async Task Sees_in_one_state_what_was_there_when_it_began()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        await using var asking = await SealedLedger.ConnectAsync(app);
        await using var other = await SealedLedger.ConnectAsync(app);
        await using (var state = await asking.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Cancel))
        {
            Assert.Equal((0, 0), await CountAsync(asking));
            await SealedLedger.AppendAsync(other, "party/other", 1, 2);
            Assert.Equal((0, 0), await CountAsync(asking));
            await state.CommitAsync(Cancel);
        }

        Assert.Equal((2, 2), await CountAsync(asking));
    }

    [Fact]
    public async Task Sees_what_its_own_transaction_has_appended_and_forgets_it_when_that_is_rolled_back()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        await using var asking = await SealedLedger.ConnectAsync(app);
        Assert.Equal((0, 0), await CountAsync(asking));
        await using (var own = await asking.BeginTransactionAsync(Cancel))
        {
            await SealedLedger.AppendAsync(asking, "party/own", 1, 2);
            Assert.Equal((2, 2), await CountAsync(asking));
            await SealedLedger.AppendAsync(asking, "party/own", 3, 1);
            Assert.Equal((3, 3), await CountAsync(asking));
            await own.RollbackAsync(Cancel);
        }

        Assert.Equal((0, 0), await CountAsync(asking));
    }

    // Beside the sum itself, in the same state.
    private static async Task<(long Told, long Summed)> CountAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select ledger.recorded_events(), (select coalesce(sum(version), 0)::bigint from ledger.mt_streams)", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        await reader.ReadAsync(Cancel);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }
}
