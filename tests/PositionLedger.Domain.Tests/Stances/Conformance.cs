using System.Text.Json;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Worked scenarios, sent as commands and asked at every ledger size; the answers were found by brute force.</summary>
public class Conformance
{
    private static readonly JsonElement[] All = [.. Load().EnumerateArray()];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Text("name")!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_scenario_is_answered_as_worked_out(string name)
    {
        var scenario = All.Single(candidate => candidate.Text("name") == name);
        var questions = scenario.GetProperty("questions").EnumerateArray().ToLookup(q => q.GetProperty("afterOperations").GetInt32());
        var run = new ScenarioRun(scenario);
        var operations = scenario.GetProperty("operations").EnumerateArray().ToList();
        Assert.All(questions[0], run.Ask);
        for (var done = 1; done <= operations.Count; done++)
        {
            run.Send(operations[done - 1]);
            Assert.All(questions[done], run.Ask);
        }
    }

    [Fact]
    public void All_eight_hundred_and_fifty_one_questions_are_asked() =>
        Assert.Equal(851, All.Sum(scenario => scenario.GetProperty("questions").GetArrayLength()));

    private static JsonElement Load()
    {
        using var stream = typeof(Conformance).Assembly.GetManifestResourceStream("conformance.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }
}
