using PositionLedger.Domain;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;

namespace PositionLedger.Server.Stances;

/// <summary>The commonest question, of one party on one issue: one statement answers it where its periods are kept.</summary>
internal static class AskedCell
{
    private const string Sql = $"""
        {KeptCell.Select}, ({LedgerSize.Sql}), exists (select from ledger.party where id = a.party), exists (select from ledger.issue where id = a.issue)
        {KeptCell.From}
        """;

    public static async Task<(StanceAnswer? Answer, long Size, Refusal? Refusal)> AskAsync(
        Database database, CellId cell, StanceQuestion question, CancellationToken cancel)
    {
        if (question.Policy == Policy.AuthorityFirst)
        {
            var (kept, size, refusal) = (await database.ListAsync(
                Sql, row => (KeptCell.Read(row), row.GetInt64(11), Refusal(cell, row.GetBoolean(12), row.GetBoolean(13))), cancel,
                new[] { cell.Party }, new[] { cell.Issue }, Days.Of(question.On)))[0];
            if (refusal is not null || kept.IsEmpty || kept.IsAnswer)
                return (refusal is null ? kept.At(question.On) : null, size, refusal);
        }

        var (dossier, sizeNow, unknown) = await DossierAsync(database, cell, cancel);
        return (dossier is null ? null : StanceRule.Derive(dossier, question.On, question.Policy), sizeNow, unknown);
    }

    /// <summary>All that is known of the cell, or why there is none: the party or the issue isn't recorded.</summary>
    public static Task<(Dossier? Dossier, long Size, Refusal? Refusal)> DossierAsync(Database database, CellId cell, CancellationToken cancel) =>
        database.InOneStateAsync<(Dossier?, long, Refusal?)>(async snapshot =>
        {
            var refusal = await Unknown.FirstAsync(snapshot, [cell.Party], [cell.Issue]);
            return refusal is null
                ? ((await Dossiers.ReadAsync(snapshot, [cell]))[cell], await LedgerSize.ReadAsync(snapshot), null)
                : (null, 0, refusal);
        }, cancel);

    private static Refusal? Refusal(CellId cell, bool hasParty, bool hasIssue) =>
        !hasParty ? Domain.Refusal.UnknownParty(cell.Party) : !hasIssue ? Domain.Refusal.UnknownIssue(cell.Issue) : null;
}

/// <summary>Parties and issues that are asked about and not recorded.</summary>
internal static class Unknown
{
    public static async Task<Refusal?> FirstAsync(Snapshot snapshot, IReadOnlyList<string> parties, IReadOnlyList<string> issues)
    {
        if (await FirstAsync(snapshot, "party", parties) is { } party)
            return Refusal.UnknownParty(party);
        return await FirstAsync(snapshot, "issue", issues) is { } issue ? Refusal.UnknownIssue(issue) : null;
    }

    private static async Task<string?> FirstAsync(Snapshot snapshot, string table, IReadOnlyList<string> ids) => ids.Count == 0
        ? null
        : (await snapshot.ListAsync(
            $"select u.id from unnest($1::text[]) u(id) where not exists (select from ledger.{table} t where t.id = u.id) limit 1",
            row => row.GetString(0), [ids.ToArray()])).FirstOrDefault();
}
