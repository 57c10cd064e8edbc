using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests;

/// <summary>A recorder's desk with two parties, two issues and two sources on record, and the usual things done at it.</summary>
internal static class Desk
{
    public static readonly StatementBody NoLand = new()
    {
        Issue = "cede-territory",
        Speaker = new("Office of the President", "presidential office", Authority.Office),
        Kind = StatementKind.Rejection,
        Stance = Stance.Rejects,
        SaidOn = SaidOn.TryParse("2025-08-09")!,
        Quote = new("Ukrainians will not give their land to the occupiers", "en", Rendering.VerbatimTranslated, null, null),
        Attribution = Attribution.OfficeOnRecord,
        Reports = [Report("rt")],
    };

    private static int _ids;

    public static Recorder Open()
    {
        var desk = new Recorder();
        foreach (var party in new[] { "ukraine", "russia" })
            desk.Do(new OpenParty(new(party, party, PartyKind.State, [])));
        foreach (var issue in new[] { "cede-territory", "ceasefire-now" })
            desk.Do(new RegisterIssue(new(issue, "ukraine-2025", "Title", "Proposition", null)));
        desk.Do(new RegisterSource("rt", "RT", "newspaper", Reliability.F));
        desk.Do(new RegisterSource("reuters", "Reuters", "wire", Reliability.B));
        return desk;
    }

    public static Report Report(string source, int credibility = 3, string? root = null) =>
        new(source, $"https://example.org/{source}", null, null, credibility, [], root ?? source);

    public static RecordStatement Record(StatementBody body, string? key = null, string party = "ukraine") =>
        new(party, NewId(), key, body);

    public static Guid NewId() => new(Interlocked.Increment(ref _ids), 0, 1, new byte[8]);

    /// <summary>A statement of Ukraine's and Russia's together.</summary>
    public static RecordStatement RecordJointly(StatementBody body, string? key = null) =>
        Record(body, key) with { JointWith = [new("russia", NewId())] };

    /// <summary>Records what must be accepted for both parties, and answers with the ids of their copies.</summary>
    public static (Guid Ours, Guid Theirs) RecordedJointly(this Recorder desk, StatementBody body, string? key = null)
    {
        var command = RecordJointly(body, key);
        desk.Do(command);
        return (command.Id, command.JointWith[0].Statement);
    }

    /// <summary>Records what must be accepted, and answers with its id.</summary>
    public static Guid Recorded(this Recorder desk, StatementBody body, string? key = null, string party = "ukraine")
    {
        var command = Record(body, key, party);
        desk.Do(command);
        return command.Id;
    }

    /// <summary>The one event that a command must come to; it is recorded.</summary>
    public static T Accepted<T>(this Recorder desk, Command command)
        where T : LedgerEvent
    {
        var accepted = Assert.IsType<Decision.Accepted>(desk.Send(command));
        var (stream, fact) = Assert.Single(accepted.Events);
        Assert.Equal(command.Stream, stream);
        return Assert.IsType<T>(fact);
    }

    /// <summary>The command must be refused with this code; nothing is recorded.</summary>
    public static Refusal Refused(this Recorder desk, Command command, string code, RefusalKind kind = RefusalKind.Rule,
        string? field = null)
    {
        var refusal = Assert.IsType<Decision.Refused>(desk.Send(command)).Refusal;
        Assert.Equal((kind, code, field), (refusal.Kind, refusal.Code, refusal.Field));
        Assert.EndsWith(".", refusal.Why, StringComparison.Ordinal);
        return refusal;
    }

    /// <summary>The command must come to nothing, because all is recorded already.</summary>
    public static void Unchanged(this Recorder desk, Command command, string id, int? number = null) =>
        Assert.Equal(new Decision.Unchanged(id, number), desk.Send(command));

    public static Statement Statement(this Recorder desk, Guid id) => desk.Ledger.Statements[id];
}
