using JasperFx.Events;
using Marten.Events;
using PositionLedger.Domain;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Negotiations;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;

namespace PositionLedger.Server.Store.Writing;

/// <summary>An event with the metadata of whoever recorded it.</summary>
internal static class RecordedEvent
{
    public const string ClientHeader = "client";

    public static IEvent Of(EventGraph registry, LedgerEvent fact, Guid id, Recorder recorder)
    {
        var e = registry.BuildEvent(fact);
        e.Id = id;
        e.UserName = recorder.Who;
        e.CorrelationId = recorder.Correlation;
        if (recorder.Client is { } client)
            e.SetHeader(ClientHeader, client);
        return e;
    }

    /// <summary>What a stream is of, by its key.</summary>
    public static Type StreamType(string stream) => stream[..stream.IndexOf('/', StringComparison.Ordinal)] switch
    {
        "party" => typeof(Party),
        "negotiation" => typeof(Negotiation),
        "issue" => typeof(Issue),
        "source" => typeof(Source),
        var kind => throw new InvalidOperationException($"No stream is of the kind '{kind}'."),
    };
}
