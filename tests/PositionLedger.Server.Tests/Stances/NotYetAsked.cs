using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

/// <summary>What was known earlier can't be asked for yet, and is refused rather than answered by what is known now.</summary>
[Collection(SharedLedger.Name)]
public sealed class NotYetAsked(LedgerApp app)
{
    private static readonly string[] Paths =
    [
        "/api/v1/parties/upland/stances?on=2025-08-09", "/api/v1/parties/upland/stances/border?on=2025-08-09",
        "/api/v1/parties/upland/stances/border/history?policy=latest-first/1", "/api/v1/parties/upland/stances/border/explanation?on=2025-08-09",
        "/api/v1/matrix?on=2025-08-09&negotiation=talks", "/api/v1/changes?sinceOn=2025-08-01&on=2025-08-09",
        "/api/v1/issues/border/overlap?on=2025-08-09",
    ];

    public static TheoryData<string> Asked =>
    [
        .. Paths.SelectMany(path => (string[])["knownAt=2025-08-09T00:00:00Z", "ledgerSize=1", "format=1"], (path, parameter) => $"{path}&{parameter}"),
        "/api/v1/changes?sinceOn=2025-08-01&on=2025-08-09&sinceKnownAt=2025-08-09T00:00:00Z",
    ];

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task Is_400_with_the_parameter(string path)
    {
        var reply = await Api.Of(app).GetAsync(path);

        var parameter = path[(path.LastIndexOf('&') + 1)..path.LastIndexOf('=')];
        Assert.Equal((HttpStatusCode.BadRequest, "not-yet", parameter), (reply.Status, reply.Problem, $"{reply.Json["field"]}"));
    }
}
