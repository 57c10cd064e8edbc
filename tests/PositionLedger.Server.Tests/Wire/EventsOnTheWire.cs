using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Marten;
using PositionLedger.Domain;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Wire;

/// <summary>The form in which events are kept for ever. A sample may be added, with a new version or with fields that a version has
/// got since (<c>+joint</c>); none is ever changed.</summary>
[Collection(SharedLedger.Name)]
public sealed class EventsOnTheWire(LedgerApp app)
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Samples =>
        [.. Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    private static string Folder => Checkout.PathOf("tests", "PositionLedger.Server.Tests", "Wire");

    [Fact]
    public void Have_these_names_and_no_others() => Assert.Equal(
        [
            "condition.assessed.v1", "issue.registered.v1", "membership.recorded.v1", "negotiation.opened.v1", "party.opened.v1",
            "party.renamed.v1", "report.added.v1", "report.assessed.v1", "report.retracted.v1", "round.added.v1", "source.graded.v1",
            "source.registered.v1", "statement.corrected.v1", "statement.recorded.v1", "statement.reinstated.v1", "statement.retracted.v1",
            "succession.recorded.v1",
        ],
        EventNames.All.Values.Order(StringComparer.Ordinal));

    [Fact]
    public void Each_have_a_sample_and_each_sample_is_an_event() =>
        Assert.Equal(EventNames.All.Values.Order(StringComparer.Ordinal), Samples.Select(row => NameOf(row.Data)).Distinct());

    [Fact]
    public void Are_every_event_there_is() => Assert.Equal(
        typeof(LedgerEvent).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(LedgerEvent))).OrderBy(type => type.Name),
        EventNames.All.Keys.OrderBy(type => type.Name));

    [Theory, MemberData(nameof(Samples))]
    public async Task Are_read_and_written_again_as_they_were(string file)
    {
        var (sample, name) = await ReadAsync(file);

        var fact = (LedgerEvent)JsonSerializer.Deserialize(sample, EventNames.TypeOf(name), WireJson.Stored)!;

        Assert.Equal(JsonNode.Parse(sample)!.ToJsonString(Compact), JsonSerializer.Serialize(fact, fact.GetType(), WireJson.Stored));
        Assert.Equal(name, EventNames.Of(fact));
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task Are_written_by_the_store_in_the_same_form_and_by_the_same_name(string file)
    {
        var (sample, name) = await ReadAsync(file);
        var store = app.Host.Services.GetRequiredService<IDocumentStore>();
        var fact = JsonSerializer.Deserialize(sample, EventNames.TypeOf(name), WireJson.Stored)!;

        Assert.Equal(JsonNode.Parse(sample)!.ToJsonString(Compact), store.Options.Serializer().ToJson(fact));
        Assert.Equal(name, ((Marten.Events.EventGraph)store.Options.Events).EventMappingFor(fact.GetType()).EventTypeName);
    }

    [Fact]
    public void Of_a_name_that_is_not_known_stop_the_reader_loudly() =>
        Assert.Contains("statement.recorded.v99", Assert.Throws<InvalidOperationException>(() => EventNames.TypeOf("statement.recorded.v99")).Message);

    private static async Task<(string Sample, string Name)> ReadAsync(string file) =>
        (await File.ReadAllTextAsync(Path.Combine(Folder, $"{file}.json"), TestContext.Current.CancellationToken), NameOf(file));

    private static string NameOf(string file) => file.Split('+')[0];
}
