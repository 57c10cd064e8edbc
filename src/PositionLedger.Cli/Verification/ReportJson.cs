using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Cli.Verification;

/// <summary>What came out of a check, as JSON.</summary>
internal static class ReportJson
{
    // It is read in terminals and files, never in a page.
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(VerificationReport report) => new JsonObject
    {
        ["verdict"] = Name(report.Verdict),
        ["ledger"] = new JsonObject
        {
            ["origin"] = report.Origin,
            ["size"] = report.Size,
            ["root"] = report.Root?.ToString(),
            ["sealedAt"] = report.SealedAt is { } at ? Microseconds.Format(at) : null,
            ["unsealed"] = report.Unsealed,
        },
        ["keys"] = new JsonObject { ["held"] = Array(report.Held.Select(key => key.ToString())), ["shown"] = Array(report.Keys) },
        ["epochs"] = new JsonArray([.. report.Epochs.Select(Of)]),
        ["recoveries"] = new JsonArray([.. report.Recoveries.Select(Of)]),
        ["tiles"] = report.ComparedAllTiles ? "all" : "sample",
        ["points"] = new JsonArray([.. report.Points.Select(Of)]),
        ["late"] = new JsonObject { ["events"] = report.Late, ["longest"] = new JsonArray([.. report.Lags.Select(Of)]) },
        ["checkpoint"] = report.Checkpoint,
    }.ToJsonString(Options);

    private static JsonObject Of(EpochDeclaration epoch) => new()
    {
        ["origin"] = epoch.Key.Name,
        ["before"] = epoch.Last.Origin,
        ["size"] = epoch.Last.Size,
        ["held"] = epoch.Held,
        ["reason"] = epoch.Reason,
    };

    private static JsonObject Of(RecoveryDeclaration recovery) => new()
    {
        ["held"] = recovery.Held,
        ["size"] = recovery.Last.Size,
        ["lost"] = recovery.Lost,
        ["recoveredAt"] = Microseconds.Format(recovery.RecoveredAt),
        ["reason"] = recovery.Reason,
    };

    private static JsonObject Of(PointReport point) => new()
    {
        ["point"] = Name(point.Point),
        ["verdict"] = Name(point.Verdict),
        ["verified"] = point.Verified,
        ["unchecked"] = point.Unchecked,
        ["failed"] = point.Failed,
        ["findings"] = new JsonArray([.. point.Findings.Select(Of)]),
        ["more"] = point.More,
    };

    private static JsonObject Of(Finding finding) => With(finding.Event, new()
    {
        ["verdict"] = Name(finding.Verdict),
        ["what"] = finding.What,
    });

    private static JsonObject Of(Lag lag) => With(lag.Event, new()
    {
        ["recordedAt"] = Microseconds.Format(lag.RecordedAt),
        ["sealedAt"] = Microseconds.Format(lag.SealedAt),
        ["seconds"] = lag.Time.TotalSeconds,
    });

    private static JsonObject With(EventPlace? place, JsonObject json)
    {
        (json["event"], json["stream"]) = (place?.Id?.ToString(), place?.Stream);
        (json["version"], json["leaf"]) = (place?.Version, place?.Leaf);
        return json;
    }

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static string Name(Enum name) => JsonNamingPolicy.CamelCase.ConvertName(name.ToString());
}
