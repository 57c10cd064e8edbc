using System.Text.Json;
using System.Text.Json.Nodes;
using PositionLedger.Domain;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Negotiations;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using PositionLedger.Server.Issues;
using PositionLedger.Server.Negotiations;
using PositionLedger.Server.Parties;
using PositionLedger.Server.Sources;
using PositionLedger.Server.Statements;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Imports;

/// <summary>A line that records something else than a statement: the members of the call's body, and those that say where it goes.</summary>
internal sealed class RecordedLine(JsonObject line, Fields fields)
{
    /// <summary>What a line records that doesn't say what.</summary>
    public const string Statement = "statement";

    private static readonly Dictionary<string, Func<RecordedLine, LineCommand>> Readers = new(StringComparer.Ordinal)
    {
        ["party"] = line => line.Of<PartyRequest>((x, f) => new OpenParty(x.Read(f))),
        ["rename"] = line => line.At("party", (RenamePartyRequest x, string party, Fields f) => x.Read(party, f)),
        ["membership"] = line => line.At("party", (MembershipRequest x, string party, Fields f) => new RecordMembership(party, x.Read(f))),
        ["succession"] = line => line.At("party", (SuccessionRequest x, string party, Fields f) => new RecordSuccession(party, x.Read(f))),
        ["negotiation"] = line => line.Of<NegotiationRequest>((x, f) => x.Read(f)),
        ["round"] = line => line.At("negotiation", (RoundRequest x, string negotiation, Fields f) => new AddRound(negotiation, x.Read(f, ""))),
        ["issue"] = line => line.Of<IssueRequest>((x, f) => new RegisterIssue(x.Read(f))),
        ["source"] = line => line.Of<SourceRequest>((x, f) => x.Read(f)),
        ["grade"] = line => line.At("source", (GradeRequest x, string source, Fields f) => x.Read(source, f)),
        ["correction"] = line => line.Amends<CorrectionRequest>((x, party, id, f) =>
            new CorrectStatement(party, id, null, x.Read(f), f.Text("reason", x.Reason, ReasonRequest.MaxLength))),
        ["retraction"] = line => line.Amends<ReasonRequest>((x, party, id, f) =>
            new RetractStatement(party, id, null, f.Text("reason", x.Reason, ReasonRequest.MaxLength))),
        ["reinstatement"] = line => line.Amends<ReasonRequest>((x, party, id, f) =>
            new ReinstateStatement(party, id, null, f.Text("reason", x.Reason, ReasonRequest.MaxLength))),
        ["report"] = line => line.Amends<AddedReportRequest>((x, party, id, f) => new AddReport(party, id, null, x.Read(f, ""))),
        ["reportAssessment"] = line => line.AmendsOne<AssessmentRequest>((x, party, id, number, f) => x.Read(party, id, null, number, f)),
        ["reportRetraction"] = line => line.AmendsOne<ReasonRequest>((x, party, id, number, f) =>
            new RetractReport(party, id, null, number, f.Text("reason", x.Reason, ReasonRequest.MaxLength))),
        ["conditionAssessment"] = line => line.AmendsOne<ConditionAssessmentRequest>((x, party, id, number, f) => x.Read(party, id, null, number, f)),
    };

    /// <exception cref="JsonException">It isn't what such a line must be.</exception>
    public LineCommand? Read()
    {
        var record = Take<string>("record");
        if (record is not null && Readers.TryGetValue(record, out var read))
            return read(this);

        fields.Wrong("record", $"must be one of {Statement}, {string.Join(", ", Readers.Keys)}.");
        return null;
    }

    private LineCommand Of<T>(Func<T, Fields, Command> make)
    {
        var events = Events();
        return LineCommand.Of(make(Body<T>(), fields), events);
    }

    private LineCommand At<T>(string where, Func<T, string, Fields, Command> make)
    {
        var id = fields.Slug(where, Take<string>(where));
        return Of<T>((x, f) => make(x, id, f));
    }

    private LineCommand Amends<T>(Func<T, string, Guid, Fields, AmendStatement> make)
        where T : IAmendmentRequest
    {
        var (events, statement) = (Events(), TakeRequired<Guid>("statement"));
        var body = Body<T>();
        var only = fields.OptionalSlug("only", body.Only);
        // Its mistakes are found here; who holds the statement changes nothing about them.
        var command = make(body, "", statement, fields);
        return new(statement, holders => command with { Party = holders.Party, Joint = holders.Joint, Only = only }, events);
    }

    private LineCommand AmendsOne<T>(Func<T, string, Guid, int, Fields, AmendStatement> make)
        where T : IAmendmentRequest
    {
        var number = TakeRequired<int>("number");
        return Amends<T>((x, party, id, f) => make(x, party, id, number, f));
    }

    private ValueList<Guid> Events() => Take<Guid?>("event") is { } id ? [id] : [];

    private T TakeRequired<T>(string member)
        where T : struct
    {
        var value = Take<T?>(member);
        return value is null && fields.Errors.ContainsKey(member) ? default : fields.Required(member, value);
    }

    private T? Take<T>(string member)
    {
        var value = line[member];
        line.Remove(member);
        try
        {
            return value is null ? default : value.Deserialize<T>(WireJson.Requests);
        }
        catch (JsonException)
        {
            fields.Wrong(member, typeof(T) == typeof(Guid?) ? "must be a UUID." : typeof(T) == typeof(int?) ? "must be a whole number." : "must be a string.");
            return default;
        }
    }

    private T Body<T>() => line.Deserialize<T>(WireJson.Requests)!;
}
