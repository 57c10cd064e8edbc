using NodaTime.Text;
using PositionLedger.Domain;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Negotiations;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Issues;
using PositionLedger.Server.Negotiations;
using PositionLedger.Server.Parties;
using PositionLedger.Server.Sources;

namespace PositionLedger.Server.Exports;

/// <summary>Events as the calls that would record them.</summary>
internal static class EventLines
{
    /// <param name="copies">The recordings of all copies of joint statements, by statement.</param>
    /// <exception cref="UnknownEventException">No call is written for the event.</exception>
    public static ExportLine Of(ExportedEvent e, IReadOnlyDictionary<Guid, ExportedCopy> copies) => e.Fact switch
    {
        StatementRecorded fact => StatementLines.Of(e, fact, copies),
        StatementAmendment fact => AmendmentLines.Of(e, fact),
        _ => OfReference(e),
    };

    private static ExportLine OfReference(ExportedEvent e) => e.Fact switch
    {
        PartyOpened x => Line(e, "party", new PartyRequest { Id = x.Id, Name = x.Name, Kind = x.Kind, Aliases = [.. x.Aliases] }),
        PartyRenamed x => Line(e, "rename", new RenamePartyRequest { Name = x.Name, Aliases = [.. x.Aliases] }, "party"),
        MembershipRecorded x => Line(e, "membership", Request(x), "party") with { Needs = [StreamKey.Party(x.Bloc)] },
        SuccessionRecorded x => Line(e, "succession", Request(x), "party") with { Needs = [StreamKey.Party(x.To)] },
        NegotiationOpened x => Line(e, "negotiation", new NegotiationRequest { Id = x.Id, Title = x.Title, Rounds = [.. x.Rounds.Select(Request)] }),
        RoundAdded x => Line(e, "round", Request(x.Round), "negotiation") with { Needs = [e.Stream] },
        IssueRegistered x => OfIssue(e, x),
        SourceRegistered x => Line(e, "source", new SourceRequest { Id = x.Id, Name = x.Name, Kind = x.Kind, Reliability = x.Reliability }),
        SourceGraded x => Line(e, "grade", new GradeRequest { Reliability = x.Reliability, Reason = x.Reason }, "source"),
        _ => throw new UnknownEventException(e.Fact),
    };

    private static ExportLine Line(ExportedEvent e, string record, object body, string? where = null) => new(record, e.Id, body)
    {
        Where = where is null ? [] : [(where, StreamKey.IdOf(e.Stream))],
        Streams = [e.Stream],
        // A round needs its negotiation, perhaps known by an issue only, and so makes none known.
        Gives = record == "round" ? [] : [e.Stream],
    };

    private static ExportLine OfIssue(ExportedEvent e, IssueRegistered x)
    {
        var request = new IssueRequest { Id = x.Id, Negotiation = x.Negotiation, Title = x.Title, Proposition = x.Proposition, Parent = x.Parent };
        return Line(e, "issue", request) with
        {
            Needs = x.Parent is { } parent ? [StreamKey.Issue(parent)] : [],
            Gives = [e.Stream, StreamKey.Negotiation(x.Negotiation)],
        };
    }

    private static MembershipRequest Request(MembershipRecorded x) => new()
    {
        Bloc = x.Bloc,
        From = LocalDatePattern.Iso.Format(x.From),
        Until = x.Until is { } until ? LocalDatePattern.Iso.Format(until) : null,
        SpeaksFor = x.SpeaksFor,
    };

    private static SuccessionRequest Request(SuccessionRecorded x) => new() { To = x.To, Kind = x.Kind, On = LocalDatePattern.Iso.Format(x.On) };

    private static RoundRequest Request(Round x) => new()
    {
        Id = x.Id,
        Title = x.Title,
        From = LocalDatePattern.Iso.Format(x.From),
        Until = LocalDatePattern.Iso.Format(x.Until),
        Venue = x.Venue,
    };
}
