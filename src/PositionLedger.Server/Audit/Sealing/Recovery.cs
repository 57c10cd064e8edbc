using NodaTime;
using Npgsql;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Audit.Mirroring;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>Puts back what was sealed and isn't in the database any more: leaves, nodes and seals, as a mirror has them.</summary>
/// <param name="Declared">What it has said for good.</param>
/// <param name="Lost">The events that are nowhere any more, each with its leaf.</param>
internal sealed record Recovery(RecoveryDeclaration Declared, IReadOnlyList<(long Leaf, Guid Event)> Lost)
{
    private const string LostEvents = """
        select l.leaf_index, l.event_id from ledger.leaf l
        where l.leaf_index >= $1 and not exists (select from ledger.mt_events e where e.id = l.event_id) order by l.leaf_index
        """;

    private const string Insert = "insert into ledger.recovery (from_size, to_size, lost, recovered_at, note) values ($1, $2, $3, $4, $5) returning 1";

    /// <exception cref="CannotSealException">The log can't be put back as it was signed; then nothing is.</exception>
    public static async Task<Recovery> RunAsync(NpgsqlConnection connection, SigningKeys keys, TileMirror mirror, string reason)
    {
        if (reason.Length == 0 || reason.Any(char.IsControl))
            throw new CannotSealException("Say why, in one line.");
        if (keys.Read().Count == 0)
            throw new CannotSealException("The signing key isn't here, by which the log was signed: copy its file, and the one beside it that ends in .last-signed.");

        await using var transaction = await connection.BeginTransactionAsync();
        var (ledgerKeys, lastSigned) = (await LedgerKeys.OpenAsync(connection, keys, CancellationToken.None), keys.LastSigned);
        var state = await SealedState.ReadAsync(connection, CancellationToken.None);
        if (SignedBefore.Read(ledgerKeys, lastSigned, mirror) is not { Checkpoint: var last } || last.Size <= state.Tree.Size)
            throw new CannotSealException("Nothing that this server signed is missing: there is nothing to recover.");

        var held = state.Tree.Size;
        var seals = SealChain.Read(mirror, ledgerKeys, state.SealedAt, last);
        await new Refilling(connection, state.Tree, seals).RunAsync(mirror);
        var lost = await Database.ListAsync(connection, LostEvents, row => (row.GetInt64(0), row.GetGuid(1)), [held], CancellationToken.None);
        var declared = new RecoveryDeclaration(last, held, lost.Count, await TimeAsync(connection, seals[^1].Seal.SealedAt), reason);
        await Database.ListAsync(connection, Insert, row => row.GetInt32(0),
            [held, last.Size, declared.Lost, declared.RecoveredAt.ToDateTimeUtc(), ledgerKeys.Sign(declared.Body)], CancellationToken.None);
        await transaction.CommitAsync();
        lastSigned.Write(seals[^1].Published.Note);
        return new(declared, lost);
    }

    // What was known up to the last seal was known with what is lost now.
    private static async Task<Instant> TimeAsync(NpgsqlConnection connection, Instant sealedAt)
    {
        var now = await Database.ListAsync(
            connection, "select clock_timestamp()", row => Instant.FromDateTimeUtc(row.GetDateTime(0)), [], CancellationToken.None);
        return Instant.Max(now[0], sealedAt + Duration.FromNanoseconds(1_000));
    }
}
