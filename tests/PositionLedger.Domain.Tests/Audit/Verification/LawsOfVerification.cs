using System.Text.Json.Nodes;
using CsCheck;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Domain.Tests.Audit.Verification;

/// <summary>Whatever is changed in a sealed ledger, it isn't verified any more.</summary>
public class LawsOfVerification
{
    private static readonly Gen<ToyLedger> Ledgers = Gen.Select(Gen.Int[1, 12], Gen.Int[1, 4], ToyLedger.Of);

    [Fact]
    public void A_ledger_as_it_was_sealed_is_verified() => Ledgers.Hold(ledger => Assert.Equal(Verdict.Verified, ledger.Check().Verdict));

    [Fact]
    public void No_member_of_a_row_can_be_changed() => Gen.Select(Ledgers, Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 1000]).Hold(change =>
    {
        var (ledger, row, member, letter) = change;
        var changed = ledger.Rows[row % ledger.Rows.Count];
        var name = Change(changed, member, letter);

        // Whoever takes the salt away leaves no way to tell; the report says of which event.
        Assert.Equal(name == "salt" && changed["salt"] is null ? Verdict.Unchecked : Verdict.Failed, ledger.Check().Verdict);
    });

    [Fact]
    public void No_member_of_a_seal_can_be_changed() => Gen.Select(Ledgers, Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 1000]).Hold(change =>
    {
        var (ledger, seal, member, letter) = change;
        Change(ledger.Seals[seal % ledger.Seals.Count], member, letter);

        Assert.Equal(Verdict.Failed, ledger.Check().Verdict);
    });

    [Fact]
    public void No_row_can_be_taken_out_or_repeated() => Gen.Select(Ledgers, Gen.Int[0, 1000], Gen.Bool).Hold(change =>
    {
        var (ledger, row, isRepeated) = change;
        Tamper(ledger.Rows, row % ledger.Rows.Count, isRepeated);

        Assert.Equal(Verdict.Failed, ledger.Check().Verdict);
    });

    [Fact]
    public void No_seal_can_be_repeated_and_the_newest_can_not_be_taken_out() => Gen.Select(Ledgers, Gen.Int[0, 1000], Gen.Bool).Hold(change =>
    {
        var (ledger, seal, isRepeated) = change;
        Tamper(ledger.Seals, isRepeated ? seal % ledger.Seals.Count : ledger.Seals.Count - 1, isRepeated);

        Assert.Equal(Verdict.Failed, ledger.Check().Verdict);
    });

    [Fact]
    public void No_two_rows_can_change_places() => Gen.Select(Ledgers, Gen.Int[0, 1000], Gen.Int[1, 1000]).Where(change => change.Item1.Rows.Count > 1).Hold(change =>
    {
        var (ledger, one, offset) = change;
        var count = ledger.Rows.Count;
        Swap(ledger.Rows, one % count, (one % count + 1 + offset % (count - 1)) % count);

        Assert.Equal(Verdict.Failed, ledger.Check().Verdict);
    });

    [Fact]
    public void No_two_seals_can_change_places() => Gen.Select(Ledgers, Gen.Int[0, 1000], Gen.Int[1, 1000]).Hold(change =>
    {
        var (ledger, one, offset) = change;
        var count = ledger.Seals.Count;
        Swap(ledger.Seals, one % count, (one % count + 1 + offset % (count - 1)) % count);

        Assert.Equal(Verdict.Failed, ledger.Check().Verdict);
    });

    /// <summary>Changes a letter of a text, a number by one, and all else to something that it was not.</summary>
    private static string Change(JsonObject line, int member, int letter)
    {
        var names = line.Select(pair => pair.Key).ToArray();
        var name = names[member % names.Length];
        line[name] = line[name] switch
        {
            null => name is "correlation" ? "x" : 7,
            JsonValue value when value.TryGetValue<string>(out var text) => letter % 4 == 0 ? null : Another(text, letter % text.Length),
            JsonValue value => (long.TryParse(value.ToString(), out var number) ? number : 0) + (letter % 2 == 0 ? 1 : -1),
            _ => letter % 2 == 0 ? null : new JsonObject { ["another"] = letter },
        };
        return name;
    }

    private static string Another(string text, int at) => $"{text[..at]}{(text[at] == 'b' ? 'c' : 'b')}{text[(at + 1)..]}";

    private static void Tamper(List<JsonObject> lines, int at, bool isRepeated)
    {
        if (isRepeated)
            lines.Insert(at, (JsonObject)lines[at].DeepClone());
        else
            lines.RemoveAt(at);
    }

    private static void Swap(List<JsonObject> lines, int one, int other) => (lines[one], lines[other]) = (lines[other], lines[one]);
}
