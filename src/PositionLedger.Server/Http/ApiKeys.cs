using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace PositionLedger.Server.Http;

/// <summary>The administrator's API key: only its hash is kept.</summary>
public sealed class ApiKeys(NpgsqlDataSource database, TimeProvider clock)
{
    public const string Administrator = "administrator";

    /// <summary>How long a key must be that somebody thought of.</summary>
    public const int ShortestKey = 16;

    /// <summary>For how long a key that another server has replaced may still open this one.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private volatile Known? _known;

    /// <summary>Lets <paramref name="given"/> be the key from now on. Throws <see cref="CannotStartException"/> where it is too short.</summary>
    public async Task SetAsync(string given, CancellationToken cancel)
    {
        // The key in a header comes without the spaces around it as well.
        var key = given.Trim();
        if (key.Length < ShortestKey)
            throw new CannotStartException(
                $"LEDGER_ADMIN_KEY has {key.Length} characters, and a key of less than {ShortestKey} can be guessed: make one with "
                + "export LEDGER_ADMIN_KEY=\"plk_$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=')\".");

        await SaveAsync(key, "do update set hash = excluded.hash, created_at = now() where api_key.hash <> excluded.hash", cancel);
    }

    /// <summary>Makes a key where there is none.</summary>
    /// <returns>The new key, to be shown once; null where one was there.</returns>
    public async Task<string?> MakeAsync(CancellationToken cancel)
    {
        var made = $"plk_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        return await SaveAsync(made, "do nothing", cancel) ? made : null;
    }

    /// <summary>The name of the key's owner, or null where it opens nothing.</summary>
    public async ValueTask<string?> OwnerOfAsync(string key, CancellationToken cancel)
    {
        var (hash, now) = (Hash(key), clock.GetUtcNow());
        if (_known is { } known && now < known.Until && IsSame(known.Hash, hash))
            return Administrator;

        // Another server may have set a new key meanwhile.
        _known = await LoadAsync(cancel) is { } loaded ? new(loaded, now + Remembered) : null;
        return _known is { } current && IsSame(current.Hash, hash) ? Administrator : null;
    }

    private async Task<bool> SaveAsync(string key, string onConflict, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            $"insert into ledger.api_key (name, hash) values ($1, $2) on conflict (name) {onConflict}");
        command.Parameters.Add(new() { Value = Administrator });
        command.Parameters.Add(new() { Value = Hash(key) });
        return await command.ExecuteNonQueryAsync(cancel) == 1;
    }

    private async Task<byte[]?> LoadAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select hash from ledger.api_key where name = $1");
        command.Parameters.Add(new() { Value = Administrator });
        return await command.ExecuteScalarAsync(cancel) as byte[];
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static bool IsSame(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);

    private sealed record Known(byte[] Hash, DateTimeOffset Until);
}
