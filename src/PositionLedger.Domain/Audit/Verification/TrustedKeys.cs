namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Whose signatures count as the ledger's: the keys that the auditor holds, and those that they introduced.</summary>
/// <remarks>Where the auditor holds none, the first one that the ledger shows takes their place, and the report says so.</remarks>
public sealed class TrustedKeys
{
    private readonly List<VerifierKey> _trusted;
    private readonly List<VerifierKey> _earlier = [];
    private readonly List<Finding?> _findings = [];
    private readonly List<EpochDeclaration> _epochs = [];
    private readonly SignatureCheck _check;

    // Null once it came, or where it never will: only what comes before a key that the auditor holds can be older than that key.
    private string? _awaited;

    /// <param name="held">What the auditor got from elsewhere than the server.</param>
    /// <param name="shown">What the server shows, the oldest first.</param>
    public TrustedKeys(IReadOnlyList<VerifierKey> held, IReadOnlyList<ShownKey> shown, SignatureCheck check)
    {
        _check = check;
        _trusted = [.. held];
        Held = [.. held];
        Shown = [.. shown.Select(key => key.Key)];
        _awaited = held.Select(key => key.ToString()).FirstOrDefault(Shown.Contains);
        foreach (var key in shown)
            _findings.Add(Follow(key));
        foreach (var missing in held.Where(key => !Shown.Contains(key.ToString())))
            _findings.Add(Finding.Failed($"The key that you hold, {missing}, is not among those that the ledger shows."));
        if (shown.Count == 0)
            _findings.Add(Finding.Unchecked("The ledger shows no key: it has signed nothing yet."));
    }

    public ValueList<VerifierKey> Held { get; }

    public ValueList<string> Shown { get; }

    /// <summary>The name of the ledger, which its keys bear too: of its last epoch. Null where there is no key.</summary>
    public string? Origin => _trusted.LastOrDefault()?.Name;

    /// <summary>How the ledger went on under another name after a loss, in order.</summary>
    public ValueList<EpochDeclaration> Epochs => [.. _epochs];

    internal IReadOnlyList<Finding?> Findings => _findings;

    /// <summary>Whether a note is by the ledger, in the epoch of an origin.</summary>
    /// <returns>Failed also where one of its signatures is good and another one by a trusted key is wrong.</returns>
    public Verdict On(SignedNote note, string origin) =>
        On(note, origin, _trusted) ?? (On(note, origin, _earlier) is Verdict.Verified ? Verdict.Unchecked : Verdict.Failed);

    /// <summary>The place of an origin among the ledger's epochs, from 0.</summary>
    /// <returns>Null where it is another ledger's.</returns>
    internal int? EpochOf(string origin) => _earlier.Concat(_trusted).Select(key => key.Name).Distinct().Index()
        .Where(epoch => epoch.Item == origin).Select(epoch => (int?)epoch.Index).FirstOrDefault();

    private Verdict? On(SignedNote note, string origin, List<VerifierKey> keys)
    {
        var signers = keys.Where(key => key.Name == origin && note.Signatures.Any(signature => signature.Names(key))).ToArray();
        return signers.Length == 0 ? null
            : signers.All(key => note.IsSignedBy(key, _check)) ? Verdict.Verified
            : Verdict.Failed;
    }

    private Finding? Follow(ShownKey shown)
    {
        if (VerifierKey.TryParse(shown.Key) is not { Type: SignatureType.Note } key)
            return Finding.Failed($"The ledger shows '{shown.Key}' as a key, and it is none.");
        if (IsIntroduced(key, shown.Introduction) | Held.Contains(key))
        {
            Trust(key);
            return null;
        }

        if (_trusted.Count == 0)
        {
            _trusted.Add(key);
            return Finding.Unchecked(
                $"The key {key} is the one that the server shows; it could not be checked against a key you hold.");
        }

        if (_awaited is null)
            return Finding.Failed($"The key {key} was introduced by no key that is known.");

        _earlier.Add(key);
        return Finding.Unchecked($"The key {key} is older than the one you hold: what only it has signed could not be checked.");
    }

    // The newest comes last, also of those that the auditor holds.
    private void Trust(VerifierKey key)
    {
        if (Held.Contains(key))
            _awaited = null;
        _trusted.Remove(key);
        _trusted.Add(key);
    }

    private bool IsIntroduced(VerifierKey key, string? introduction)
    {
        if (introduction is null || SignedNote.TryParse(introduction) is not { } note)
            return false;
        if (KeyIntroduction.TryParse(note.Text) is { } said)
            return said.Key == key && said.Origin == key.Name && On(note, said.Origin, _trusted) is Verdict.Verified;
        if (EpochDeclaration.TryParse(note.Text) is not { } epoch || epoch.Key != key
            || On(note, epoch.Last.Origin, _trusted) is not Verdict.Verified)
        {
            return false;
        }

        _epochs.Add(epoch);
        return true;
    }
}
