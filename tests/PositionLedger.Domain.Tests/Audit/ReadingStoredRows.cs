using System.Text;
using System.Text.Json;
using NodaTime;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

public class ReadingStoredRows
{
    private const string Salt = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string Hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    private static readonly (string Name, string Json, Func<StoredRow, object?> Part)[] Members =
    [
        ("leaf", "7", row => row.Leaf),
        ("salt", $"\"{Salt}\"", row => row.Salt),
        ("hash", $"\"{Hash}\"", row => row.Hash),
        ("entry", "\"{\\\"v\\\":1}\"", row => row.Entry),
        ("id", "\"0198a6a0-0000-7000-8000-00000000000a\"", row => row.Event),
        ("stream", "\"party/ukraine\"", row => row.Event?.Stream),
        ("version", "3", row => row.Event?.Version),
        ("type", "\"statement_recorded\"", row => row.Event?.Type),
        ("recordedAt", "\"2025-08-09T12:00:00.123456Z\"", row => row.Event?.RecordedAt),
        ("recordedBy", "\"olena\"", row => row.Event?.RecordedBy),
        ("correlation", "\"c\"", row => row.Event?.Correlation),
        ("headers", "{\"h\":1}", row => row.Event?.Headers),
        ("body", "{\"a\":1}", row => row.Event?.Body),
    ];

    [Fact]
    public void A_sealed_event_comes_with_its_leaf()
    {
        var row = Read(Line());

        Assert.Equal((7, TreeHash.TryParse(Hash), "{\"v\":1}"), (row.Leaf, row.Hash, row.Entry));
        Assert.Equal(Enumerable.Range(0, 32).Select(number => (byte)number), row.Salt);
        Assert.Equal(
            new DisclosedEvent(
                Guid.Parse("0198a6a0-0000-7000-8000-00000000000a"), "party/ukraine", 3, "statement_recorded",
                Instant.FromUtc(2025, 8, 9, 12, 0).PlusNanoseconds(123_456_000), "olena", "c",
                JsonElement.Parse("""{"h":1}"""), JsonElement.Parse("""{"a":1}""")).Canonical(),
            row.Event!.Canonical());
    }

    [Fact]
    public void What_a_row_need_not_have_may_be_null_or_left_out()
    {
        string[] optional = ["leaf", "salt", "hash", "entry", "id", "recordedBy", "correlation", "headers"];

        Assert.All(Members.Where(member => optional.Contains(member.Name)), member =>
        {
            Assert.NotNull(member.Part(Read(Line())));
            Assert.Null(member.Part(Read(Line(member.Name, "null"))));
            Assert.Null(member.Part(Read(Line(member.Name, null))));
        });
    }

    [Theory]
    [InlineData("stream")]
    [InlineData("version")]
    [InlineData("type")]
    [InlineData("recordedAt")]
    [InlineData("body")]
    public void What_every_event_has_may_not(string member)
    {
        Assert.Null(TryRead(Line(member, "null")));
        Assert.Null(TryRead(Line(member, null)));
    }

    [Fact]
    public void A_leaf_may_have_no_event() => Assert.Equal(
        new StoredRow(0, null, TreeHash.TryParse(Hash), "e", null), Read($$"""{"leaf":0,"hash":"{{Hash}}","entry":"e","id":null}"""));

    [Theory]
    [InlineData("leaf", "\"7\"")]
    [InlineData("leaf", "7.5")]
    [InlineData("leaf", "1e30")]
    [InlineData("salt", "\"00\"")]
    [InlineData("salt", $"\"{Salt}00\"")]
    [InlineData("salt", "\"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1g\"")]
    [InlineData("salt", "1")]
    [InlineData("hash", "\"CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\"")]
    [InlineData("entry", "{}")]
    [InlineData("id", "1")]
    [InlineData("id", "\"0198a6a0\"")]
    [InlineData("stream", "1")]
    [InlineData("version", "\"3\"")]
    [InlineData("type", "1")]
    [InlineData("recordedAt", "\"2025-08-09T12:00:00Z\"")]
    [InlineData("recordedBy", "1")]
    [InlineData("correlation", "{}")]
    [InlineData("body", "\"\\ud800\"")]
    [InlineData("body", "1e400")]
    [InlineData("body", """{"a":1,"a":2}""")]
    public void A_row_with_something_of_the_wrong_kind_is_none(string member, string json) => Assert.Null(TryRead(Line(member, json)));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("""{"leaf":1,"leaf":2}""")]
    public void A_line_that_is_no_object_is_no_row(string line) => Assert.Null(TryRead(line));

    private static StoredRow Read(string line) => Assert.IsType<StoredRow>(TryRead(line));

    private static StoredRow? TryRead(string line) => StoredRow.TryParse(Encoding.UTF8.GetBytes(line));

    /// <summary>A line with one member written otherwise, or left out for null.</summary>
    private static string Line(string member = "", string? json = null)
    {
        var written = Members.Select(some => (some.Name, Json: some.Name == member ? json : some.Json)).Where(some => some.Json is not null);
        return $"{{{string.Join(',', written.Select(some => $"\"{some.Name}\":{some.Json}"))}}}";
    }
}
