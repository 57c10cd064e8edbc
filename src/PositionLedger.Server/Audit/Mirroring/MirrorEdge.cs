using PositionLedger.Domain.Audit;

namespace PositionLedger.Server.Audit.Mirroring;

/// <summary>The end of a mirror, where it grows.</summary>
/// <remarks>What a kill or a power cut has left there of an entry or a line is overwritten by the next one.</remarks>
internal sealed class MirrorEdge
{
    private readonly TileMirror _mirror;

    // Of the last bundle and of the seals: up to where they are whole, and how long they were when they were seen last.
    private long _whole;
    private long _bundle;
    private long _wholeSeals;
    private long _seals;

    private MirrorEdge(TileMirror mirror) => _mirror = mirror;

    /// <summary>How many entries there are.</summary>
    public long Size { get; private set; }

    /// <summary>Null where there is none.</summary>
    public byte[]? LastEntry { get; private set; }

    /// <summary>Null where there is none.</summary>
    public Seal? LastSeal { get; private set; }

    /// <summary>Whether nobody else has written there since.</summary>
    public bool IsAsLeft => LengthOf(_mirror.PathOf(Size / TileAddress.FullWidth)) == _bundle && LengthOf(_mirror.SealsPath) == _seals;

    public static MirrorEdge Find(TileMirror mirror)
    {
        var bundle = LastBundle(mirror);
        // A power cut may have taken one that isn't the last.
        while (bundle > 0 && Whole(mirror, bundle - 1).Count < TileAddress.FullWidth)
            bundle--;
        var entries = Whole(mirror, bundle);
        var isFull = entries.Count == TileAddress.FullWidth;
        var (seal, length) = mirror.LastSeal();
        var size = (bundle * TileAddress.FullWidth) + entries.Count;
        return new(mirror)
        {
            Size = size,
            LastEntry = entries.Count > 0 ? entries[^1] : bundle > 0 ? Whole(mirror, bundle - 1)[^1] : null,
            LastSeal = seal?.Seal,
            _whole = isFull ? 0 : EntryBundle.LengthOf(entries),
            _bundle = LengthOf(mirror.PathOf(size / TileAddress.FullWidth)),
            _wholeSeals = length,
            _seals = LengthOf(mirror.SealsPath),
        };
    }

    public void Append(IReadOnlyList<byte[]> entries)
    {
        for (var done = 0; done < entries.Count;)
        {
            var path = _mirror.PathOf(Size / TileAddress.FullWidth);
            var room = TileAddress.FullWidth - (int)(Size % TileAddress.FullWidth);
            var next = entries.Skip(done).Take(room).ToArray();
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _bundle = Write(path, _whole, EntryBundle.Write(next));
            (Size, LastEntry, done) = (Size + next.Length, next[^1], done + next.Length);
            _whole = _bundle = next.Length == room ? 0 : _bundle;
        }
    }

    public void Append(IReadOnlyList<SealedCheckpoint> seals)
    {
        if (seals.Count == 0)
            return;

        Directory.CreateDirectory(_mirror.Folder);
        _seals = _wholeSeals = Write(_mirror.SealsPath, _wholeSeals, [.. seals.SelectMany(MirroredSeal.LineOf)]);
        LastSeal = Seal.TryParse(SignedNote.TryParse(seals[^1].Seal)!.Text);
    }

    // What was torn comes last, and is no entry even where its length happens to fit.
    private static List<byte[]> Whole(TileMirror mirror, long bundle) =>
        File.Exists(mirror.PathOf(bundle))
            ? [.. EntryBundle.ReadWhole(File.ReadAllBytes(mirror.PathOf(bundle))).TakeWhile(entry => LogEntry.TryParse(entry) is not null)]
            : [];

    /// <returns>The file's length now.</returns>
    private static long Write(string path, long from, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.SetLength(from);
        file.Position = from;
        file.Write(bytes);
        return from + bytes.Length;
    }

    // They follow each other without a gap.
    private static long LastBundle(TileMirror mirror)
    {
        var (there, missing) = (0L, 1L);
        for (; File.Exists(mirror.PathOf(missing)); missing *= 2)
            there = missing;
        while (missing - there > 1)
        {
            var middle = (there + missing) / 2;
            (there, missing) = File.Exists(mirror.PathOf(middle)) ? (middle, missing) : (there, middle);
        }

        return there;
    }

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
