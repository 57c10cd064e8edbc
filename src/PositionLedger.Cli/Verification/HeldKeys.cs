using PositionLedger.Domain.Audit;

namespace PositionLedger.Cli.Verification;

/// <summary>The verifier keys that an auditor gives: a key as it is, or a file with one to a line.</summary>
internal static class HeldKeys
{
    public static IReadOnlyList<VerifierKey> Read(string? given)
    {
        if (given is null)
            return [];

        var lines = File.Exists(given) ? File.ReadAllLines(given) : [given];
        var texts = lines.Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        var keys = texts.Select(text => VerifierKey.TryParse(text)).OfType<VerifierKey>().ToArray();
        return keys.Length > 0 && keys.Length == texts.Length
            ? keys
            : throw new UsageException($"--key {given} is neither a verifier key (name+id+base64) nor a file with one to a line.");
    }
}
