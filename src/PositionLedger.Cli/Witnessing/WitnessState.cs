using System.Security.Cryptography;
using System.Text;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Cli.Witnessing;

/// <summary>What a witness cosigned last of each log: one file a log, replaced as a whole and on the disk before anybody is told.</summary>
internal sealed class WitnessState(string folder)
{
    /// <exception cref="CannotAnswerException">A file is there and can't be read: a witness that forgot must not sign.</exception>
    public Checkpoint? LastOf(string origin)
    {
        var file = FileOf(origin);
        if (!File.Exists(file))
            return null;

        return Checkpoint.TryParse(File.ReadAllText(file)) is { } last && last.Origin == origin
            ? last
            : throw new CannotAnswerException($"{file} should hold the last checkpoint of {origin}, and doesn't: put it back from a backup.");
    }

    public void Keep(Checkpoint checkpoint)
    {
        var file = FileOf(checkpoint.Origin);
        Directory.CreateDirectory(folder);
        using (var next = new FileStream(file + ".next", FileMode.Create, FileAccess.Write))
        {
            next.Write(Encoding.UTF8.GetBytes(checkpoint.Body));
            next.Flush(flushToDisk: true);
        }

        File.Move(file + ".next", file, overwrite: true);
    }

    // An origin may have any letters, also such as are no file's name.
    private string FileOf(string origin) => Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)))[..16]}.checkpoint");
}
