using System.Security.Cryptography;

namespace PositionLedger.Server.Store.Roles;

/// <summary>A password as PostgreSQL keeps it (SCRAM-SHA-256, RFC 5802 and 7677): sent like this, it shows in no log.</summary>
internal static class ScramVerifier
{
    private const int Iterations = 4096;

    /// <param name="password">ASCII; others would have to be prepared (RFC 4013) first.</param>
    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var server = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Iterations}:{Base64(salt)}${Base64(stored)}:{Base64(server)}";
    }

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);
}
