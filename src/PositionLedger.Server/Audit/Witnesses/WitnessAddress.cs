using PositionLedger.Domain.Audit;

namespace PositionLedger.Server.Audit.Witnesses;

/// <summary>A witness that is asked to cosign: its key, and where it takes checkpoints.</summary>
public sealed record WitnessAddress(VerifierKey Key, Uri Submissions)
{
    /// <summary>LEDGER_WITNESSES: a verifier key and an address for each, and a semicolon between them.</summary>
    /// <exception cref="CannotStartException">One of them can't be read.</exception>
    public static IReadOnlyList<WitnessAddress> Of(IConfiguration configuration) =>
        [.. (configuration["LEDGER_WITNESSES"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];

    private static WitnessAddress Parse(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var key, var url] && VerifierKey.TryParse(key) is { Type: SignatureType.Cosignature } verifier
        && Uri.TryCreate($"{url.TrimEnd('/')}/add-checkpoint", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new(verifier, address)
            : throw new CannotStartException(
                $"LEDGER_WITNESSES has '{text}': write a witness as its verifier key, a space and its address, with a semicolon between two of them.");
}
