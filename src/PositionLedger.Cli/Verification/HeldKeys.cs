using PositionLedger.Domain.Audit;

namespace PositionLedger.Cli.Verification;

/// <summary>The verifier keys that an auditor gives: a key as it is, or a file with one to a line.</summary>
internal static class HeldKeys
{
    public static IReadOnlyList<VerifierKey> Read(string? given)
    {
        if (given is null)
            return [];

        var texts = File.Exists(given) ? File.ReadAllLines(given).Select(line => line.Trim()).Where(line => line.Length > 0).ToArray() : [given];
        var keys = texts.Select(text => VerifierKey.TryParse(text)).OfType<VerifierKey>().ToArray();
        return keys.Length > 0 && keys.Length == texts.Length
            ? keys
            : throw new UsageException($"--key {given} is neither a verifier key, such as name+1a2b3c4d+base64, nor a file with one to a line.");
    }
}
