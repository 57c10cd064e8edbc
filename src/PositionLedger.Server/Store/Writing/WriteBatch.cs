using JasperFx.Events;
using Marten;
using Marten.Events;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Server.Store.ReadModels.Cells;

namespace PositionLedger.Server.Store.Writing;

/// <summary>One transaction: locks, looks up, decides, appends with the read models, commits, and tells each caller.</summary>
public sealed class WriteBatch([FromKeyedServices(WriteBatch.Source)] NpgsqlDataSource writes, IDocumentStore store)
{
    /// <summary>The name of the writer's own connections.</summary>
    public const string Source = "writer";

    private static readonly StanceCells Cells = new();

    private readonly EventGraph _registry = (EventGraph)store.Options.Events;

    /// <remarks>
    /// What the writer runs stays prepared. A plan that was made for a ledger still empty would read whole tables until the next
    /// ANALYZE, so it may use nothing but indexes; the writer never needs more than looking up by key. No session is
    /// reset before a transaction: nothing is ever left behind in one.
    /// </remarks>
    internal static NpgsqlDataSource Connect(string connectionString) => Database.ConnectIndexed(new NpgsqlConnectionStringBuilder(connectionString)
    {
        MaxAutoPrepare = 64,
        AutoPrepareMinUsages = 2,
        ReadBufferSize = 1 << 16,
        WriteBufferSize = 1 << 16,
    });

    /// <summary>After a failure: what the connection believes to be prepared may not be, so it isn't used again.</summary>
    internal void Forget() => writes.Clear();

    internal async Task CommitAsync(IReadOnlyList<PendingWrite> batch)
    {
        await using var connection = await writes.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var known = await Lookup.ReadAsync(connection, batch.Select(write => write.Command));

        var deciding = new Deciding(known);
        var decided = batch.Select(write => deciding.Decide(write.Command, (fact, _) => Event(fact, write.Recorder))).ToList();
        var appended = decided.SelectMany(d => d.Events).ToArray();
        var stamps = appended.Length > 0 ? await AppendAsync(transaction, appended, known.Versions) : new Dictionary<Guid, Stamp>();
        await Cells.RenewAsync(connection, deciding.Changes, CancellationToken.None);
        // Made before the commit: what may fail after it could be taken for something that was not recorded.
        var outcomes = decided.ConvertAll(d => OutcomeOf(d, stamps));
        if (appended.Length > 0)
            await transaction.CommitAsync();

        foreach (var (write, outcome) in batch.Zip(outcomes))
            write.Complete(outcome);
    }

    private async Task<IReadOnlyDictionary<Guid, Stamp>> AppendAsync(NpgsqlTransaction transaction, Appended[] events, IReadOnlyDictionary<string, long> versions)
    {
        await using var session = store.LightweightSession(Marten.Services.SessionOptions.ForTransaction(transaction));
        foreach (var stream in events.GroupBy(e => e.Stream, e => (object)e.Event, StringComparer.Ordinal))
        {
            object[] facts = [.. stream];
            if (versions.GetValueOrDefault(stream.Key) is > 0 and var version)
                session.Events.Append(stream.Key, version + facts.Length, facts);
            else
                session.Events.StartStream(RecordedEvent.StreamType(stream.Key), stream.Key, facts);
        }

        var stamps = new ReadStamps([.. events.Select(e => e.Event.Id)]);
        session.QueueOperation(stamps);
        await session.SaveChangesAsync();
        return stamps.Found;
    }

    private static WriteOutcome OutcomeOf(Decided decided, IReadOnlyDictionary<Guid, Stamp> stamps) => decided.Decision switch
    {
        Decision.Refused refused => new WriteOutcome.Refused(refused.Refusal),
        Decision.Unchanged unchanged => new WriteOutcome.Unchanged(unchanged.Id, unchanged.Number, decided.After),
        _ => new WriteOutcome.Recorded([.. decided.Events.Select(e => stamps[e.Event.Id])], decided.After),
    };

    private IEvent Event(LedgerEvent fact, Recorder recorder) => RecordedEvent.Of(_registry, fact, Guid.CreateVersion7(), recorder);
}
