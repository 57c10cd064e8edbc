using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Domain.Tests.Audit.Verification;

/// <summary>A sealed ledger as its server answers it, for tests to tamper with; valid until they do.</summary>
internal sealed class ToyLedger
{
    public static readonly ToyKey Key = new("ledger.example", 1);

    private static readonly Instant Start = Instant.FromUtc(2025, 8, 9, 12, 0);

    private readonly Dictionary<string, long> _versions = [];

    /// <summary>Lines of <c>/audit/rows</c>.</summary>
    public List<JsonObject> Rows { get; } = [];

    /// <summary>Lines of <c>/audit/seals</c>.</summary>
    public List<JsonObject> Seals { get; } = [];

    public List<ShownKey> Keys { get; } = [new(Key.Verifier.ToString(), null)];

    public List<VerifierKey> Held { get; } = [Key.Verifier];

    public List<KeptCheckpoint> Kept { get; } = [];

    /// <summary>Notes of <c>/audit/recoveries</c>.</summary>
    public List<string> Recoveries { get; } = [];

    public List<ToyKey> Signers { get; init; } = [Key];

    public Instant Now { get; set; } = Start;

    public string? Checkpoint { get; set; }

    /// <summary>The time of the last seal; null where there is none.</summary>
    public Instant? SealedAt => Seals.Count == 0 ? null : InstantPattern.ExtendedIso.Parse(Seals[^1]["sealedAt"]!.GetValue<string>()).Value;

    /// <summary>How many rows have a leaf.</summary>
    public int Leaves => Rows.Count(row => row["leaf"] is not null);

    /// <summary>With as many events, over three streams, as many to a seal.</summary>
    public static ToyLedger Of(int events, int toASeal = 3)
    {
        var ledger = new ToyLedger();
        ledger.Seal();
        for (var i = 0; i < events; i++)
        {
            ledger.Record($"party/p{i % 3}");
            if ((i + 1) % toASeal == 0 || i + 1 == events)
                ledger.Seal();
        }

        return ledger;
    }

    /// <summary>Records an event, which isn't sealed yet.</summary>
    public JsonObject Record(string stream, Instant? at = null)
    {
        Now += Duration.FromSeconds(1);
        var version = _versions[stream] = _versions.GetValueOrDefault(stream) + 1;
        var number = Rows.Count + 1;
        var row = new JsonObject
        {
            ["leaf"] = null, ["salt"] = null, ["hash"] = null, ["entry"] = null,
            ["id"] = new Guid(number, 0, 7, new byte[8]).ToString(), ["stream"] = stream, ["version"] = version, ["type"] = "statement.recorded.v1",
            ["recordedAt"] = Microseconds.Format(at ?? Now), ["recordedBy"] = "analyst", ["correlation"] = null,
            ["headers"] = new JsonObject { ["client"] = "127.0.0.1" }, ["body"] = new JsonObject { ["quote"] = $"Word {number}", ["n"] = number },
        };
        Rows.Add(row);
        return row;
    }

    /// <summary>Gives the events without a leaf theirs, and signs the tree a moment later.</summary>
    public void Seal()
    {
        foreach (var row in Rows.Where(row => row["leaf"] is null))
        {
            row["leaf"] = Leaves;
            row["salt"] = Convert.ToHexStringLower(Enumerable.Repeat((byte)(Leaves + 100), 32).ToArray());
            Commit(row);
        }

        Now += Duration.FromMilliseconds(100);
        Sign(new(Origin, Leaves, Root(Leaves), Now, SealedAt));
    }

    /// <summary>Makes a row's leaf fit the row as it stands.</summary>
    public static void Commit(JsonObject row)
    {
        var entry = Read(row).Event!.EntryBy(Convert.FromHexString(row["salt"]!.GetValue<string>())).ToBytes();
        row["entry"] = System.Text.Encoding.UTF8.GetString(entry);
        row["hash"] = TreeHash.OfLeaf(entry).ToString();
    }

    /// <summary>Makes every seal again from the leaves as they stand, by other keys or by the same.</summary>
    public void Rebuild(ToyKey? key = null)
    {
        var seals = Seals.Select(seal => PositionLedger.Domain.Audit.Seal.TryParse(SignedNote.TryParse(seal["seal"]!.GetValue<string>())!.Text)!).ToArray();
        if (key is not null)
            (Signers[0], Keys[0]) = (key, new(key.Verifier.ToString(), null));
        Seals.Clear();
        foreach (var seal in seals.Where(seal => seal.Size <= Leaves))
            Sign(seal with { Root = Root((int)seal.Size) });
    }

    public void Sign(Seal seal)
    {
        Checkpoint = Note(seal.Checkpoint.Body);
        Seals.Add(new()
        {
            ["size"] = seal.Size, ["root"] = seal.Root.ToString(), ["sealedAt"] = InstantPattern.ExtendedIso.Format(seal.SealedAt),
            ["note"] = Checkpoint, ["seal"] = Note(seal.Body),
        });
    }

    /// <summary>Has the auditor keep what is published now.</summary>
    public void Keep() => Kept.Add(KeptCheckpoint.TryParse($"kept-{Kept.Count + 1}", Checkpoint!)!);

    public TreeHash Root(int size)
    {
        var tree = new TreeFrontier();
        foreach (var row in Rows.Where(row => row["leaf"] is not null).Take(size))
            tree.Append(TreeHash.TryParse(row["hash"]!.GetValue<string>())!.Value);
        return tree.Root;
    }

    private string Origin => Signers[0].Name;

    private string Note(string text) => Signers.Aggregate(new SignedNote(text, []), (note, key) => key.Sign(note)).ToText();

    private static StoredRow Read(JsonObject row) => StoredRow.TryParse(JsonSerializer.SerializeToUtf8Bytes(row))!;
}
