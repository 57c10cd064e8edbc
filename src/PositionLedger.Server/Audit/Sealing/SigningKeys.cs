using System.Security.Cryptography;
using System.Text;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Store.Postgres;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>The keys by which this server signs: one to a line in a file that only its user may read, never in the database.</summary>
/// <remarks>A line is a signer key as Go's <c>note</c> package writes it. A second line is a new key that signs beside the old one.</remarks>
public sealed class SigningKeys(IConfiguration configuration)
{
    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>LEDGER_SIGNING_KEY, or signing.key in the ledger's folder.</summary>
    public string Path { get; } = configuration["LEDGER_SIGNING_KEY"] is { Length: > 0 } chosen
        ? System.IO.Path.GetFullPath(chosen)
        : System.IO.Path.Combine(LedgerFolder.Of(configuration), "signing.key");

    public LastSigned LastSigned => new(LastSignedPath);

    private string LastSignedPath => Path + ".last-signed";

    /// <summary>The keys in the file; none where there is no file.</summary>
    /// <exception cref="CannotSealException">A line isn't a key, or others may read the file.</exception>
    public IReadOnlyList<SignerKey> Read()
    {
        if (!File.Exists(Path))
            return [];
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & ~OwnersAlone) != 0)
            throw new CannotSealException("Others than its owner may read the file of the signing key: chmod 600, and think of a new key.");

        return [.. File.ReadLines(Path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(Parse)];
    }

    /// <summary>Makes the first key of a ledger that has none yet.</summary>
    public SignerKey Make()
    {
        var key = MakeNext(configuration["LEDGER_ORIGIN"] is { Length: > 0 } chosen
            ? chosen
            : $"positionledger/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}");
        Keep(key);
        return key;
    }

    /// <summary>Makes a key and keeps it nowhere.</summary>
    public static SignerKey MakeNext(string origin)
    {
        var seed = RandomNumberGenerator.GetBytes(32);
        return SignerKey.Of(VerifierOf(origin, seed), seed);
    }

    /// <summary>Keeps another key from now on; what was kept before is put aside, under another name.</summary>
    public void Replace(SignerKey next)
    {
        foreach (var file in (string[])[Path, LastSignedPath])
            File.Move(file, $"{file}.{MarkOf(next)}");
        Keep(next);
    }

    /// <summary>What is put at the end of the name of what was before a key.</summary>
    public static string MarkOf(SignerKey next) => $"before-{next.Id:x8}";

    private void Keep(SignerKey key)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersAlone;
        using var file = new StreamWriter(Path, Encoding.ASCII, options);
        file.WriteLine(key.ToText());
    }

    /// <summary>The verifier key that belongs to a signer key.</summary>
    public static VerifierKey VerifierOf(SignerKey key) => VerifierKey.Ed25519(key.Name, Ed25519.PublicKeyOf([.. key.Seed]));

    private static VerifierKey VerifierOf(string origin, byte[] seed)
    {
        try
        {
            return VerifierKey.Ed25519(origin, Ed25519.PublicKeyOf(seed));
        }
        catch (ArgumentException)
        {
            throw new CannotSealException($"LEDGER_ORIGIN is '{origin}': a name with neither spaces nor '+' is needed, such as ledger.example.org.");
        }
    }

    /// <summary>Signs a text by some keys, one signature line each.</summary>
    public static SignedNote Sign(string text, IEnumerable<SignerKey> keys) => keys.Aggregate(
        new SignedNote(text, []),
        (note, key) => note.With(NoteSignature.Of(VerifierOf(key), Ed25519.Sign([.. key.Seed], note.Message))));

    private SignerKey Parse(string line) => SignerKey.TryParse(line) is { Type: SignatureType.Note } key && key.Verifier(Ed25519.PublicKeyOf([.. key.Seed])) is not null
        ? key
        : throw new CannotSealException("A line in the file of the signing key isn't a key: put the file back from a backup.");
}
