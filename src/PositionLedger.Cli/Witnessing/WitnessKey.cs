using System.Text;
using NSec.Cryptography;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Cli.Witnessing;

/// <summary>The key of a witness, in a file that its owner alone may read.</summary>
internal sealed class WitnessKey : IDisposable
{
    private static readonly SignatureAlgorithm Algorithm = SignatureAlgorithm.Ed25519;

    private readonly Key _key;

    private WitnessKey(string name, byte[] seed)
    {
        _key = Key.Import(Algorithm, seed, KeyBlobFormat.RawPrivateKey);
        Verifier = VerifierKey.Cosigner(name, _key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    public VerifierKey Verifier { get; }

    /// <summary>The key in the folder; makes one where there is none.</summary>
    public static WitnessKey Open(string folder, string name)
    {
        var file = Path.Combine(folder, "witness.key");
        try
        {
            if (!File.Exists(file))
                Make(folder, file, name);
            return SignerKey.TryParse(File.ReadAllText(file).Trim()) is { Type: SignatureType.Cosignature } key && key.Name == name
                ? new(name, [.. key.Seed])
                : throw new UsageException($"{file} holds no key of a witness named {name}.");
        }
        catch (ArgumentException)
        {
            throw new UsageException($"--name {name} can't be the name of a key: it must have neither spaces nor '+'.");
        }
    }

    public byte[] Sign(byte[] message) => Algorithm.Sign(_key, message);

    public void Dispose() => _key.Dispose();

    private static void Make(string folder, string file, string name)
    {
        using var key = Key.Create(Algorithm, new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        var signer = SignerKey.Of(VerifierKey.Cosigner(name, key.PublicKey.Export(KeyBlobFormat.RawPublicKey)), key.Export(KeyBlobFormat.RawPrivateKey));
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, Encoding.ASCII, options);
        writer.WriteLine(signer.ToText());
    }
}
