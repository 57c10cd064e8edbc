using PositionLedger.Domain.Audit;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>The last checkpoint that this server signed, kept beside its key: a database that was set back can't know of it.</summary>
public sealed class LastSigned(string path)
{
    private string? _known;

    /// <summary>Null where nothing was signed yet.</summary>
    /// <exception cref="CannotSealException">The file is there and can't be read.</exception>
    public Checkpoint? Read()
    {
        _known = Text();
        if (_known is null)
            return null;

        return SignedNote.TryParse(_known) is { } note && Checkpoint.TryParse(note.Text) is { } checkpoint
            ? checkpoint
            : throw new CannotSealException("The file beside the signing key should hold the last checkpoint that was signed, and holds none: put it back from a backup.");
    }

    /// <summary>Asked before anything is signed: a copy of the ledger that is run beside it would tell another story by the same key.</summary>
    /// <exception cref="CannotSealException">Somebody else has signed since this was read or written.</exception>
    public void Check()
    {
        if (Text() != _known)
            throw new CannotSealException("Another server signs by this key: a copy of a ledger must be run with a key of its own, or with none.");
    }

    /// <summary>Replaces it as a whole, so that a kill leaves the old one or the new one.</summary>
    public void Write(string note)
    {
        var next = path + ".next";
        File.WriteAllText(next, note);
        File.Move(next, path, overwrite: true);
        _known = note;
    }

    private string? Text() => File.Exists(path) ? File.ReadAllText(path) : null;
}

/// <summary>Why this server doesn't seal, in a sentence for whoever runs it.</summary>
public sealed class CannotSealException(string message) : Exception(message);
