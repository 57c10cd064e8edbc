using PositionLedger.Domain.Audit;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>The last checkpoint that this server signed, kept beside its key: a database that was set back can't know of it.</summary>
public sealed class LastSigned(string path)
{
    /// <summary>Null where nothing was signed yet.</summary>
    /// <exception cref="CannotSealException">The file is there and can't be read.</exception>
    public Checkpoint? Read()
    {
        if (!File.Exists(path))
            return null;

        return SignedNote.TryParse(File.ReadAllText(path)) is { } note && Checkpoint.TryParse(note.Text) is { } checkpoint
            ? checkpoint
            : throw new CannotSealException("The file beside the signing key should hold the last checkpoint that was signed, and holds none: put it back from a backup.");
    }

    /// <summary>Replaces it as a whole, so that a kill leaves the old one or the new one.</summary>
    public void Write(string note)
    {
        var next = path + ".next";
        File.WriteAllText(next, note);
        File.Move(next, path, overwrite: true);
    }
}

/// <summary>Why this server doesn't seal, in a sentence for whoever runs it.</summary>
public sealed class CannotSealException(string message) : Exception(message);
