using Npgsql;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>The keys by which a leader signs, each known to the database.</summary>
/// <param name="Origin">The name of the log, in every checkpoint.</param>
/// <param name="Known">All that ever signed under this name, as the database has them.</param>
internal sealed record LedgerKeys(string Origin, IReadOnlyList<SignerKey> Signers, TrustedKeys Known)
{
    private const string Insert = """
        insert into ledger.log_key (number, origin, verifier_key, introduction)
        select coalesce(max(number), 0) + 1, $1, $2, $3 from ledger.log_key
        """;

    public string Sign(string text) => SigningKeys.Sign(text, Signers).ToText();

    /// <summary>Brings the keys in the file and those in the database together: a ledger's first key is put on record, and a new
    /// one beside a known one.</summary>
    /// <exception cref="CannotSealException">None of the file's keys is this ledger's.</exception>
    public static async Task<LedgerKeys> OpenAsync(NpgsqlConnection connection, SigningKeys keys, CancellationToken cancel)
    {
        var known = new List<(string Origin, string Key)>();
        await using (var look = new NpgsqlCommand("select origin, verifier_key from ledger.log_key order by number", connection))
        await using (var reader = await look.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
                known.Add((reader.GetString(0), reader.GetString(1)));
        }

        var inFile = keys.Read();
        return known.Count == 0
            ? await BeginAsync(connection, inFile.Count > 0 ? inFile[0] : keys.Make(), cancel)
            : await ContinueAsync(connection, known, inFile, cancel);
    }

    private static async Task<LedgerKeys> BeginAsync(NpgsqlConnection connection, SignerKey first, CancellationToken cancel)
    {
        await PutAsync(connection, first.Name, SigningKeys.VerifierOf(first), null, cancel);
        return new(first.Name, [first], Trusted([SigningKeys.VerifierOf(first)]));
    }

    private static async Task<LedgerKeys> ContinueAsync(
        NpgsqlConnection connection, List<(string Origin, string Key)> known, IReadOnlyList<SignerKey> inFile, CancellationToken cancel)
    {
        var origin = known[^1].Origin;
        var current = inFile.Where(key => known.Contains((origin, SigningKeys.VerifierOf(key).ToString()))).ToList();
        if (current.Count == 0)
        {
            throw new CannotSealException(
                $"The ledger {origin} is signed by another key than this server has: copy the file of the signing key from the server that seals.");
        }

        foreach (var key in inFile.Where(key => key.Name == origin).Except(current).ToArray())
        {
            var introduction = SigningKeys.Sign(new KeyIntroduction(origin, SigningKeys.VerifierOf(key)).Body, current).ToText();
            await PutAsync(connection, origin, SigningKeys.VerifierOf(key), introduction, cancel);
            current.Add(key);
        }

        return new(origin, current, Trusted([
            .. known.Where(key => key.Origin == origin).Select(key => VerifierKey.TryParse(key.Key)).OfType<VerifierKey>(), .. current.Select(SigningKeys.VerifierOf)]));
    }

    private static TrustedKeys Trusted(IEnumerable<VerifierKey> keys) => new([.. keys.Distinct()], [], Ed25519.Check);

    private static async Task PutAsync(NpgsqlConnection connection, string origin, VerifierKey key, string? introduction, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Insert, connection);
        command.Parameters.Add(new() { Value = origin });
        command.Parameters.Add(new() { Value = key.ToString() });
        command.Parameters.Add(new() { Value = (object?)introduction ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
