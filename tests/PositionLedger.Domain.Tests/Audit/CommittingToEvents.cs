using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using NodaTime;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>What a leaf says of its event: that it is this one and no other, and nothing of what it is.</summary>
public class CommittingToEvents
{
    private const string Entry =
        """{"commitment":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","event":""" +
        "\"0198a6a0-0000-7000-8000-00000000000a\"" + ""","recordedAt":"2025-08-09T12:00:00.123456Z","v":1}""";

    private static readonly Guid Id = Guid.Parse("0198a6a0-0000-7000-8000-00000000000a");
    private static readonly Instant Noon = Instant.FromUtc(2025, 8, 9, 12, 0).PlusNanoseconds(123_456_000);
    private static readonly byte[] Salt = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    private static readonly DisclosedEvent Event = new(
        Id, "party/ukraine", 3, "statement_recorded", Noon, "olena", null, null, JsonElement.Parse("""{"b":[1.0,"є"],"a":null}"""));

    private static readonly Gen<DisclosedEvent> Events = Gen.Select(
        Gen.Guid, Gen.String.Select(Unicode), Gen.Long[0, 1L << 50], AnyJson.Values, AnyJson.Values, Gen.Int[0, 3],
        (id, text, number, headers, body, absent) => new DisclosedEvent(
            id, text, number, $"{text}1", Instant.FromUnixTimeTicks(10 * number), (absent & 1) == 0 ? null : text,
            (absent & 2) == 0 ? null : $"{text}2", headers is null ? null : Json(headers.ToJsonString()), Json(body?.ToJsonString())));

    [Fact]
    public void The_canonical_form_names_everything_that_is_stored() => Assert.Equal(
        """{"body":{"a":null,"b":[1,"є"]},"correlation":null,"headers":null,"id":"0198a6a0-0000-7000-8000-00000000000a","""
        + "\"recordedAt\":\"2025-08-09T12:00:00.123456Z\",\"recordedBy\":\"olena\",\"stream\":\"party/ukraine\","
        + "\"type\":\"statement_recorded\",\"version\":3}",
        Encoding.UTF8.GetString(Event.Canonical()));

    [Fact]
    public void The_canonical_form_is_canonical_JSON() => Events.Hold(some =>
        Assert.Equal(some.Canonical(), CanonicalJson.Write(JsonElement.Parse(some.Canonical()))));

    [Fact]
    public void The_commitment_is_the_hash_of_salt_and_event() => Events.Hold(some =>
    {
        var commitment = SHA256.HashData([.. Salt, .. some.Canonical()]);

        Assert.Equal(commitment, some.CommitmentBy(Salt));
        Assert.Equal(new LogEntry(some.Id, some.RecordedAt, Convert.ToHexStringLower(commitment)), some.EntryBy(Salt));
    });

    [Fact]
    public void A_change_of_anything_changes_the_commitment() => Gen.Select(Events, AnyJson.Values).Hold(sample =>
    {
        var (some, another) = sample;
        var commitment = some.CommitmentBy(Salt);
        DisclosedEvent[] changed =
        [
            some with { Id = Guid.Parse("ffffffff-ffff-ffff-ffff-ffffffffffff") },
            some with { Stream = $"{some.Stream} " },
            some with { Version = some.Version + 1 },
            some with { Type = $"{some.Type}_" },
            some with { RecordedAt = some.RecordedAt.PlusNanoseconds(1000) },
            some with { RecordedBy = some.RecordedBy is null ? "" : null },
            some with { RecordedBy = "null" },
            some with { Correlation = some.Correlation is null ? "" : null },
            some with { Headers = some.Headers is null ? Json("{}") : null },
            some with { Body = Json($"[{some.Body.GetRawText()}]") },
            some with { RecordedBy = some.Correlation, Correlation = some.RecordedBy ?? "one" },
        ];

        Assert.DoesNotContain(changed, other => commitment.AsSpan().SequenceEqual(other.CommitmentBy(Salt)));
        var other = some with { Body = Json(another?.ToJsonString()) };
        Assert.Equal(Canonical(some.Body) == Canonical(other.Body), commitment.AsSpan().SequenceEqual(other.CommitmentBy(Salt)));
    });

    [Fact]
    public void Another_salt_is_another_commitment() => Assert.All(Flips.Of(Salt), salt =>
        Assert.NotEqual(Event.CommitmentBy(Salt), Event.CommitmentBy(salt)));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_salt_has_32_bytes(int length) => Assert.Throws<ArgumentException>(() => Event.CommitmentBy(new byte[length]));

    [Fact]
    public void An_event_that_readers_may_understand_differently_is_refused()
    {
        Assert.Throws<ArgumentException>(() => (Event with { Body = JsonElement.Parse("""{"a":1,"a":2}""") }).Canonical());
        Assert.Throws<ArgumentException>(() => (Event with { Headers = JsonElement.Parse("\"\\ud800\"") }).Canonical());
        Assert.ThrowsAny<ArgumentException>(() => (Event with { RecordedBy = "\ud800" }).Canonical());
        Assert.Throws<ArgumentException>(() => (Event with { RecordedAt = Noon.PlusNanoseconds(1) }).Canonical());
    }

    [Fact]
    public void An_entry_is_written_in_canonical_JSON_and_read_back()
    {
        var entry = new LogEntry(Id, Noon, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");

        Assert.Equal(Entry, Encoding.UTF8.GetString(entry.ToBytes()));
        Assert.Equal(entry, LogEntry.TryParse(Encoding.UTF8.GetBytes(Entry)));
        Assert.Equal(entry.ToBytes(), CanonicalJson.Write(JsonElement.Parse(Entry)));
    }

    [Fact]
    public void An_entry_with_a_bit_changed_is_another_one_or_none() => Assert.All(Flips.Of(Encoding.UTF8.GetBytes(Entry)), bytes =>
        Assert.True(LogEntry.TryParse(bytes) is not { } other || (other != LogEntry.TryParse(Encoding.UTF8.GetBytes(Entry))
            && bytes.AsSpan().SequenceEqual(other.ToBytes()))));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData(Entry + " ")]
    [InlineData(Entry + "\n")]
    public void A_text_that_is_not_quite_an_entry_is_none(string text) => Assert.Null(LogEntry.TryParse(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("\"v\":1", "\"v\":2")]
    [InlineData("\"v\":1", "\"v\":1,\"w\":1")]
    [InlineData("0123456789abcdef\",", "0123456789ABCDEF\",")]
    [InlineData("0123456789abcdef\",", "0123456789abcde\",")]
    [InlineData("0123456789abcdef\",", "0123456789abcdeg\",")]
    [InlineData("00000000000a", "00000000000A")]
    [InlineData("\"0198a6a0-0000-7000-8000-00000000000a\"", "1")]
    [InlineData(".123456Z", ".12345Z")]
    [InlineData("{", "{ ")]
    public void An_entry_written_otherwise_is_none(string one, string other) =>
        Assert.Null(LogEntry.TryParse(Encoding.UTF8.GetBytes(Entry.Replace(one, other, StringComparison.Ordinal))));

    private static JsonElement Json(string? text) => JsonElement.Parse(text ?? "null");

    private static string Canonical(JsonElement json) => Encoding.UTF8.GetString(CanonicalJson.Write(json));

    private static string Unicode(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
