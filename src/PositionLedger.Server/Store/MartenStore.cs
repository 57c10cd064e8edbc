using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Npgsql;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Store.ReadModels;
using Weasel.Core;

namespace PositionLedger.Server.Store;

/// <summary>Marten as this ledger uses it; several of these choices can't be changed once there are events.</summary>
public static class MartenStore
{
    public const string Schema = "ledger";

    public static void Configure(StoreOptions options, NpgsqlDataSource writes)
    {
        options.Connection(writes);
        options.DatabaseSchemaName = Schema;
        options.AutoCreateSchemaObjects = AutoCreate.None; // Migrations does it, once, under a lock.
        options.UseSystemTextJsonForSerialization(WireJson.Store(new()), EnumStorage.AsString, Casing.CamelCase);

        // A retry inside the writer's transaction would only meet a transaction that is already lost; the writer knows what to do.
        options.ConfigurePolly(_ => { });

        ConfigureEvents(options);

        options.Projections.Add(new ReferenceDataProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(new StatementVersionsProjection(), ProjectionLifecycle.Inline);
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;
    }

    private static void ConfigureEvents(StoreOptions options)
    {
        var events = options.Events;
        events.StreamIdentity = StreamIdentity.AsString;
        events.UseMandatoryStreamTypeDeclaration = true;
        events.UseExclusiveLockOnConcurrentAppends = true;
        events.EnableUniqueIndexOnEventId = true;
        events.MetadataConfig.CorrelationIdEnabled = true;
        events.MetadataConfig.HeadersEnabled = true;
        events.MetadataConfig.UserNameEnabled = true;
        // Both are needed with the released DistributedLock packages (Directory.Packages.props).
        events.UseMonitoredAdvisoryLock = false;
        events.UseAdvisoryLockTransaction = true;
        foreach (var (type, name) in EventNames.All)
            events.MapEventType(type, name);
    }
}
