using System.Text.Json;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>One scenario on a ledger of its own.</summary>
internal sealed class ScenarioRun
{
    private readonly Recorder _recorder = new();
    private readonly Dictionary<string, (string Party, Guid Id)> _refs = [];

    public ScenarioRun(JsonElement scenario)
    {
        foreach (var party in scenario.GetProperty("parties").EnumerateArray())
            _recorder.Do(new OpenParty(new(party.GetString()!, party.GetString()!, PartyKind.State, [])));
        foreach (var issue in scenario.GetProperty("issues").EnumerateArray())
            _recorder.Do(new RegisterIssue(new(issue.GetString()!, "talks", "Title", "Proposition", null)));
    }

    public void Ask(JsonElement question)
    {
        var answer = _recorder.StanceOf(
            question.Text("party")!, question.Text("issue")!, question.Day("on")!.Value, Policy.Find(question.Text("policy")!)!);
        var governedBy = question.Text("governedBy") is { } name ? _refs[name].Id : (Guid?)null;
        Assert.Equal((question.Word<Outcome>("stance"), governedBy), (answer.Stance, answer.GovernedBy));
        Assert.Equal(question.Word<Certainty>("certainty"), answer.Certainty);
        Assert.Equal(question.GetProperty("possible").EnumerateArray().Select(word => Enum.Parse<Outcome>(word.GetString()!, ignoreCase: true)).Order(),
            answer.Possible);
    }

    // The same report again is accepted too, and changes nothing.
    public void Send(JsonElement operation) => Assert.IsNotType<Decision.Refused>(_recorder.Send(Command(operation)));

    private Command Command(JsonElement operation)
    {
        var reason = operation.Text("reason") ?? "";
        if (operation.Text("op") is "source" or "grade")
        {
            var (source, reliability) = (operation.Text("id")!, operation.Word<Reliability>("reliability")!.Value);
            return operation.Text("op") == "source"
                ? new RegisterSource(source, source, null, reliability)
                : new GradeSource(source, reliability, reason);
        }

        if (operation.Text("op") == "record")
            return Record(operation);

        var (party, id) = _refs[operation.Text("ref")!];
        return operation.Text("op") switch
        {
            "correct" => new CorrectStatement(party, id, null, operation.GetProperty("fields").Changes(), reason),
            "retract" => new RetractStatement(party, id, null, reason),
            "reinstate" => new ReinstateStatement(party, id, null, reason),
            "report" => new AddReport(party, id, null, operation.GetProperty("report").Report()),
            "assess" => new AssessReport(party, id, null, operation.Number("report"), operation.Number("credibility"), reason),
            var unknown => throw new NotSupportedException(unknown),
        };
    }

    private RecordStatement Record(JsonElement operation)
    {
        var (party, statement) = (operation.Text("party")!, operation.GetProperty("statement"));
        var id = new Guid(_refs.Count + 1, 0, 0, new byte[8]);
        _refs.Add(operation.Text("ref")!, (party, id));
        var target = statement.Text("refersTo") is { } name ? _refs[name].Id : (Guid?)null;
        return new(party, id, null, statement.Body() with { RefersTo = target });
    }
}
