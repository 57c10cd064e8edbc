using PositionLedger.Domain;

namespace PositionLedger.Server.Store;

/// <summary>Ids near to one that doesn't exist, so that a slip of the pen is put right at once.</summary>
public sealed class Suggestions(Database database)
{
    private const int MaxIds = 20_000;

    // Each is compared with every id that is there.
    private const int MaxExplained = 50;

    public async Task<IReadOnlyList<string>> ForAsync(Refusal refusal, CancellationToken cancel) => refusal switch
    {
        { AtSize: not null } => [],
        // Far longer than any id: nothing is near, and looking would take long.
        { Subject.Length: > 2 * Slug.MaxLength } => [],
        { Code: "unknown-party", Subject: { } id } => await NearAsync("party", id, cancel),
        { Code: "unknown-issue", Subject: { } id } => await NearAsync("issue", id, cancel),
        { Code: "unknown-source", Subject: { } id } => await NearAsync("source", id, cancel),
        { Code: "unknown-negotiation", Subject: { } id } => await NearAsync("negotiation", id, cancel),
        _ => [],
    };

    /// <summary>What is near to each of some ids of a table.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> NearAsync(string table, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var known = ids.Count == 0 ? [] : await KnownAsync(table, cancel);
        return ids.Select((id, place) => (id, place)).ToDictionary(
            x => x.id, x => x.place < MaxExplained ? NearMisses.Of(x.id, known) : [], StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<string>> NearAsync(string table, string id, CancellationToken cancel) =>
        NearMisses.Of(id, await KnownAsync(table, cancel));

    private Task<List<string>> KnownAsync(string table, CancellationToken cancel) =>
        database.ListAsync($"select id from ledger.{table} order by 1 limit {MaxIds}", row => row.GetString(0), cancel);
}
