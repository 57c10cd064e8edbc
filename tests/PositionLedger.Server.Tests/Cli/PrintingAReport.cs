using System.Text.Json.Nodes;
using NodaTime;
using PositionLedger.Cli;
using PositionLedger.Cli.Verification;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Server.Tests.Cli;

/// <summary>How the report of a check looks, letter by letter.</summary>
public sealed class PrintingAReport
{
    private static readonly EventPlace Edited = new(new Guid(1, 2, 3, new byte[8]), "party/ukraine", 3, 17);

    private static readonly Instant SealedAt = Instant.FromUtc(2025, 8, 9, 12, 0);

    private static readonly VerifierKey Key = VerifierKey.Ed25519("ledger.example", new byte[32]);

    private static readonly RecoveryDeclaration Recovered = new(new("ledger.example", 120, TreeHash.Empty), 100, 19, SealedAt, "The disk failed again.");

    private static readonly VerificationReport Report = new(
        "ledger.example", 1_200, TreeHash.Empty, SealedAt, [Key], [Key.ToString()], 1,
        [
            new(AuditPoint.Keys, 1, 0, 0, []),
            new(AuditPoint.Events, 1_200, 1, 0, [Finding.Unchecked("It is not sealed yet.", new(Guid.Empty, "party/russia", 4, null))]),
            new(AuditPoint.Contents, 1_197, 0, 3, [Finding.Failed("It is not what was sealed.", Edited)]),
        ],
        1, [new(Edited, SealedAt - Duration.FromSeconds(4_000), SealedAt)], true, "ledger.example\n1200\n…");

    [Fact]
    public void For_readers()
    {
        using var output = new StringWriter();

        ReportText.Print(Report, Screen.Of(output, isTerminal: false));

        Assert.Equal(
            $"""
            ledger      ledger.example
            sealed      1,200 events at 2025-08-09T12:00:00.000000Z
            root        47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
            not sealed  1 event
            keys        {Key}
            tiles       all compared

            checked                                      verified could not be checked failed
            keys: yours, or introduced by one of yours          1                    0      0
            events: each there once, and sealed             1,200                    1      0
            events: each is what was sealed                 1,197                    0      3

            events: each there once, and sealed
              could not be checked: party/russia, version 4 (event 00000000-0000-0000-0000-000000000000): It is not sealed yet.

            events: each is what was sealed
              failed: party/ukraine, version 3 (event 00000001-0002-0003-0000-000000000000, leaf 17): It is not what was sealed.
              … and 2 more

            Sealed, but not by the first seal after they were recorded (no failure): 1 event. The longest:
              4,000.000 s: party/ukraine, version 3 (event 00000001-0002-0003-0000-000000000000, leaf 17), recorded at 2025-08-09T10:53:20.000000Z

            FAILED: 3 of the checks. 1 could not be checked.

            """,
            string.Join('\n', output.ToString().Split('\n').Select(line => line.TrimEnd())));
    }

    [Fact]
    public void For_programs()
    {
        var json = JsonNode.Parse(ReportJson.Of(Report with
        {
            Epochs = [new(Key, new("before.example", 20, TreeHash.Empty), 15, "The disk failed.")],
            Recoveries = [Recovered],
        }))!;

        Assert.Equal(["verdict", "ledger", "keys", "epochs", "recoveries", "tiles", "points", "late", "checkpoint"], json.AsObject().Select(member => member.Key));
        Assert.Equal("failed", json["verdict"]!.ToString());
        Assert.Equal(
            """{"origin":"ledger.example","size":1200,"root":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","sealedAt":"2025-08-09T12:00:00.000000Z","unsealed":1}""",
            Compact(json["ledger"]!));
        Assert.Equal("""[{"origin":"ledger.example","before":"before.example","size":20,"held":15,"reason":"The disk failed."}]""", Compact(json["epochs"]!));
        Assert.Equal("""[{"held":100,"size":120,"lost":19,"recoveredAt":"2025-08-09T12:00:00.000000Z","reason":"The disk failed again."}]""", Compact(json["recoveries"]!));
        Assert.Equal(
            """{"point":"contents","verdict":"failed","verified":1197,"unchecked":0,"failed":3,"findings":[{"verdict":"failed","what":"It is not what was sealed.","event":"00000001-0002-0003-0000-000000000000","stream":"party/ukraine","version":3,"leaf":17}],"more":2}""",
            Compact(json["points"]![2]!));
        Assert.Equal(
            """{"events":1,"longest":[{"recordedAt":"2025-08-09T10:53:20.000000Z","sealedAt":"2025-08-09T12:00:00.000000Z","seconds":4000,"event":"00000001-0002-0003-0000-000000000000","stream":"party/ukraine","version":3,"leaf":17}]}""",
            Compact(json["late"]!));
    }

    [Fact]
    public void Says_what_was_lost()
    {
        using var output = new StringWriter();

        ReportText.Print(
            Report with { Epochs = [new(Key, new("before.example", 20, TreeHash.Empty), 15, "The disk failed.")], Recoveries = [Recovered] }, Screen.Of(output, false));

        Assert.Contains("\nbefore      before.example, which had sealed 20 events and lost all after the first 15: The disk failed.", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nlost        19 events between 100 and 120, told at 2025-08-09T12:00:00.000000Z: The disk failed again.", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Has_words_for_everything_that_is_checked() =>
        Assert.All(Enum.GetValues<AuditPoint>(), point => Assert.NotEmpty(PointText.Of(point)));

    private static string Compact(JsonNode json) => json.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
