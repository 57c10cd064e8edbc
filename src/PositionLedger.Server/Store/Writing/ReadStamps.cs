using System.Data.Common;
using NodaTime;
using Weasel.Core;
using Weasel.Storage;

namespace PositionLedger.Server.Store.Writing;

/// <summary>Reads back, in the same round trip as the append, what only the database knows of the events: their time and version.</summary>
internal sealed class ReadStamps(Guid[] events) : Marten.Internal.Operations.IStorageOperation
{
    private readonly Dictionary<Guid, Stamp> _found = new(events.Length);

    public IReadOnlyDictionary<Guid, Stamp> Found => _found;

    public Type DocumentType => typeof(Marten.Storage.StorageFeatures);

    public OperationRole Role() => OperationRole.Other;

    public void ConfigureCommand(Weasel.Postgresql.ICommandBuilder builder, IStorageSession session)
    {
        builder.Append("select id, version, timestamp from ledger.mt_events where id = any(");
        builder.AppendParameter(events);
        builder.Append(")");
    }

    public async Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token)
    {
        while (await reader.ReadAsync(token))
        {
            var stamp = new Stamp(reader.GetGuid(0), reader.GetInt64(1), Instant.FromDateTimeUtc(reader.GetDateTime(2)));
            _found.Add(stamp.EventId, stamp);
        }
    }
}
