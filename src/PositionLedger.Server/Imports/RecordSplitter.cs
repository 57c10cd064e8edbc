using System.Text.Unicode;

namespace PositionLedger.Server.Imports;

/// <summary>Finds where the records of a file end, byte by byte, however the bytes come in: lines, of which a quoted one of CSV may have several.</summary>
internal sealed class RecordSplitter(bool mayQuote)
{
    /// <summary>Bytes: what one record may have at most.</summary>
    public const int MaxRecord = 512 * 1024;

    private bool _isQuoted;
    private long _breaks;

    /// <summary>The line that the next record begins on, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Where the first record in the bytes ends, its line break included; -1 where it isn't whole yet.</summary>
    public int EndOf(ReadOnlySpan<byte> bytes)
    {
        (_isQuoted, _breaks) = (false, 0);
        // A quotation mark opens a cell at its beginning only; twice inside, it is one of the text.
        for (var (i, isBeginning) = (0, true); i < bytes.Length; i++)
        {
            if (bytes[i] == '\n' && ++_breaks > 0 && !_isQuoted)
                return i + 1;
            if (mayQuote && bytes[i] == '"' && (_isQuoted || isBeginning))
                _isQuoted = !_isQuoted || (i + 1 < bytes.Length && bytes[i + 1] == '"' && ++i > 0);
            isBeginning = bytes[i] == ',' && !_isQuoted;
        }

        return -1;
    }

    /// <summary>Goes on behind the record that was found last.</summary>
    /// <returns>Whether it is blank.</returns>
    /// <exception cref="UnreadableFileException">It isn't UTF-8.</exception>
    public bool Take(ReadOnlySpan<byte> record)
    {
        if (!Utf8.IsValid(record))
            throw new UnreadableFileException($"Line {Line} isn't UTF-8: save the file in that encoding.");
        Line += _breaks;
        return !record.ContainsAnyExcept(" \t\r\n"u8);
    }

    /// <exception cref="UnreadableFileException">A record is longer than may be, or can't end any more.</exception>
    public void CheckLength(int length, bool isLast)
    {
        if (_isQuoted && isLast)
            throw new UnreadableFileException($"Line {Line} opens a quotation mark that is never closed.");
        if (length > MaxRecord)
        {
            throw new UnreadableFileException($"Line {Line} has more than {MaxRecord} bytes"
                + (_isQuoted ? "; perhaps a quotation mark in it is never closed." : "."));
        }
    }
}

/// <summary>A file that can't be cut into records; in words for whoever sent it.</summary>
internal sealed class UnreadableFileException(string message) : Exception(message);
