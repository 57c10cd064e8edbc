using System.Text;

namespace PositionLedger.Server.Audit.Evidence;

/// <summary>A zip whose bytes depend on nothing but the files in it: stored as they are, in the order given, all with one date.</summary>
/// <remarks>The library's writer tells the system that it ran on, and its next version may write otherwise. The layout is that of PKWARE's APPNOTE, 4.3.</remarks>
internal static class StoredZip
{
    private const ushort FirstOfJanuary1980 = 0x21;
    private const ushort Stored = 0;
    private const ushort VersionNeeded = 10;
    private const ushort MadeByUnix = 0x0300 | VersionNeeded;
    private const uint ReadableFile = 0x81A4_0000; // -rw-r--r--

    /// <exception cref="OverflowException">There are too many files, or too large ones, for a zip of the common kind.</exception>
    public static byte[] Of(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        using var zip = new MemoryStream();
        using var writer = new BinaryWriter(zip);
        using var directory = new MemoryStream();
        using var entries = new BinaryWriter(directory);
        var count = 0;
        foreach (var (name, content) in files)
        {
            WriteEntry(entries, name, content, zip.Position);
            WriteFile(writer, name, content);
            count++;
        }

        WriteDirectory(writer, directory, count);
        return zip.ToArray();
    }

    private static void WriteFile(BinaryWriter writer, string name, byte[] content)
    {
        writer.Write(0x04034B50);
        WriteFacts(writer, name, content);
        writer.Write(Encoding.ASCII.GetBytes(name));
        writer.Write(content);
    }

    private static void WriteEntry(BinaryWriter writer, string name, byte[] content, long at)
    {
        writer.Write(0x02014B50);
        writer.Write(MadeByUnix);
        WriteFacts(writer, name, content);
        writer.Write((ushort)0); // no comment
        writer.Write((ushort)0); // on the first disk
        writer.Write((ushort)0);
        writer.Write(ReadableFile);
        writer.Write(checked((uint)at));
        writer.Write(Encoding.ASCII.GetBytes(name));
    }

    private static void WriteFacts(BinaryWriter writer, string name, byte[] content)
    {
        writer.Write(VersionNeeded);
        writer.Write((ushort)0); // no flags
        writer.Write(Stored);
        writer.Write((ushort)0); // midnight
        writer.Write(FirstOfJanuary1980);
        writer.Write(Crc32.Of(content));
        writer.Write(content.Length);
        writer.Write(content.Length);
        writer.Write(checked((ushort)name.Length));
        writer.Write((ushort)0); // nothing extra
    }

    private static void WriteDirectory(BinaryWriter writer, MemoryStream directory, int count)
    {
        var at = checked((uint)writer.BaseStream.Position);
        directory.WriteTo(writer.BaseStream);
        writer.Write(0x06054B50);
        writer.Write(0); // one disk
        writer.Write(checked((ushort)count));
        writer.Write(checked((ushort)count));
        writer.Write(checked((uint)directory.Length));
        writer.Write(at);
        writer.Write((ushort)0); // no comment
    }
}
