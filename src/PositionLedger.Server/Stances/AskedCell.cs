using PositionLedger.Domain;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Stances;

/// <summary>The commonest question, of one party on one issue: one statement answers it where its periods are kept.</summary>
internal static class AskedCell
{
    public const string Sql = $"""
        {KeptCell.Select}, {LedgerPosition.Columns},
          exists (select from ledger.party where id = a.party), exists (select from ledger.issue where id = a.issue)
        {KeptCell.From}
          left join {LedgerPosition.Newest}
        """;

    public static async Task<(Derived<StanceAnswer>? Answer, Refusal? Refusal)> AskAsync(
        Database database, CellId cell, StanceQuestion question, Knowledge known, CancellationToken cancel)
    {
        if (question.Policy == Policy.AuthorityFirst && known.IsNow)
        {
            var (kept, ledger, refusal) = (await database.Indexed.ListAsync(
                Sql, row => (KeptCell.Read(row), LedgerPosition.Read(row, 11), Refusal(cell, row.GetBoolean(16), row.GetBoolean(17))), cancel,
                new[] { cell.Party }, new[] { cell.Issue }, Days.Of(question.On)))[0];
            if (refusal is not null)
                return (null, refusal);
            if (kept.IsEmpty || kept.IsAnswer)
                return (new(kept.At(question.On), ledger, await IsSealedAsync(database, cell, ledger, cancel)), null);
        }

        var (dossier, unknown) = await DossierAsync(database, cell, known, cancel);
        return (dossier?.Then(all => StanceRule.Derive(all, question.On, question.Policy)), unknown);
    }

    /// <summary>All that is known of the cell, or why there is none: the party or the issue isn't on record.</summary>
    public static Task<(Derived<Dossier>? Dossier, Refusal? Refusal)> DossierAsync(
        Database database, CellId cell, Knowledge known, CancellationToken cancel) =>
        database.Indexed.InOneStateAsync<(Derived<Dossier>?, Refusal?)>(async snapshot =>
        {
            if (await Unknown.FirstAsync(snapshot, [cell.Party], [cell.Issue], known) is { } refusal)
                return (null, refusal);

            var ledger = await LedgerPosition.ReadAsync(snapshot, known);
            return (new((await Dossiers.ReadAsync(snapshot, [cell], known))[cell], ledger,
                await SealedStreams.HoldAllAsync(snapshot, ledger, [cell.Party], [cell.Issue])), null);
        }, cancel);

    private static async Task<bool> IsSealedAsync(Database database, CellId cell, LedgerPosition ledger, CancellationToken cancel) =>
        ledger.HoldsAll
        || await database.Indexed.InOneStateAsync(snapshot => SealedStreams.HoldAllAsync(snapshot, ledger, [cell.Party], [cell.Issue]), cancel);

    private static Refusal? Refusal(CellId cell, bool hasParty, bool hasIssue) =>
        !hasParty ? Domain.Refusal.UnknownParty(cell.Party) : !hasIssue ? Domain.Refusal.UnknownIssue(cell.Issue) : null;
}

/// <summary>Something that was derived from the ledger.</summary>
/// <param name="IsSealed">Whether all that it rests on is sealed, so that it is the same at this size of the ledger for ever.</param>
internal sealed record Derived<T>(T Value, LedgerPosition Ledger, bool IsSealed)
{
    public Derived<TNext> Then<TNext>(Func<T, TNext> next) => new(next(Value), Ledger, IsSealed);
}
