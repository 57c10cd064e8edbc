using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PositionLedger.Server.Tests.Support;

/// <summary>Votes in the United Nations as a file of statements; where the real ones aren't there, as many of the same shapes.</summary>
/// <remarks>The real ones are in the folder that LEDGER_UN_VOTES names, or beside the checkout.</remarks>
internal static class UnVotes
{
    public const string Options = "?source=un-digital-library&kind=formalAct&firmness=committed&authority=mandated&attribution=document&rendering=verbatim&credibility=2";

    private const int Parties = 200;
    private const int Issues = 2_154;

    private static readonly string Folder = Environment.GetEnvironmentVariable("LEDGER_UN_VOTES") ?? Path.Combine(Checkout.Root, "..", "shared", "data", "un-votes");

    /// <summary>Whether the votes are the real ones.</summary>
    public static bool AreReal => File.Exists(Path.Combine(Folder, "statements.csv.gz"));

    /// <summary>The parties, issues and the source, as lines of NDJSON.</summary>
    /// <param name="copy">Of which repetition the issues are; those of the first are the file's own.</param>
    public static byte[] References(bool real, int copy = 0)
    {
        var lines = new List<object> { new { record = "source", id = "un-digital-library", name = "UN Digital Library", reliability = "A" } };
        if (real)
        {
            lines.AddRange(Rows("parties.csv").Select(row => new { record = "party", id = row[0], name = row[1], kind = row[2] }));
            lines.AddRange(Rows("issues.csv").Select(row => Issue(IdOf(row[0], copy), row[2], row[3])));
        }
        else
        {
            lines.AddRange(Enumerable.Range(0, Parties).Select(n => new { record = "party", id = $"party-{n}", name = $"Party {n}", kind = "state" }));
            lines.AddRange(Enumerable.Range(0, Issues).Select(n => Issue(IdOf($"issue-{n}", copy), $"Issue {n}", $"Adopt the resolution on issue {n}.")));
        }

        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => JsonSerializer.Serialize(line) + "\n")));
    }

    /// <summary>The first votes, the header before them.</summary>
    public static IEnumerable<string> Lines(int count, bool real) => (real ? Real() : Generated(count)).Take(count + 1);

    /// <summary>The same in a repetition, where they have other keys and issues.</summary>
    public static IEnumerable<string> Lines(int count, bool real, int copy) => copy == 0 ? Lines(count, real) : Lines(count, real).Select((line, i) =>
        i == 0 || line.Split(',', 4) is not [var key, var party, var issue, var rest] ? line : $"{key}-{copy},{party},{IdOf(issue, copy)},{rest}");

    /// <summary>Compressed lines.</summary>
    public static byte[] Zipped(IEnumerable<string> lines)
    {
        using var file = new MemoryStream();
        using (var zip = new GZipStream(file, CompressionLevel.Fastest))
        {
            using var text = new StreamWriter(zip, new UTF8Encoding(false));
            foreach (var line in lines)
                text.Write(line + "\n");
        }

        return file.ToArray();
    }

    // Some are as long already as an id may be.
    private static string IdOf(string issue, int copy) =>
        copy == 0 ? issue : $"again-{copy}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(issue)))[..16]}";

    private static object Issue(string id, string title, string proposition) =>
        new { record = "issue", id, negotiation = "un-votes", title, proposition };

    private static IEnumerable<string> Real()
    {
        using var file = File.OpenRead(Path.Combine(Folder, "statements.csv.gz"));
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (text.ReadLine() is { } line)
            yield return line;
    }

    // In order of days; some issues are voted on over and over, most only once or twice.
    private static IEnumerable<string> Generated(int count)
    {
        var random = new Random(1946);
        yield return "key,party,issue,stance,saidOn,speaker,quote,url";
        for (var (vote, made) = (0, 0); made < count; vote++)
        {
            var issue = (int)(Issues * Math.Pow(random.NextDouble(), 3));
            var day = new DateOnly(1946, 1, 25).AddDays((int)(29_000L * made / count)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            for (var party = 0; party < Parties && made < count; party++, made++)
            {
                var (stance, word) = random.Next(10) switch { 0 => ("rejects", "no"), 1 => ("open", "abstained"), _ => ("accepts", "yes") };
                yield return $"vote-{vote}-{party},party-{party},issue-{issue},{stance},{day},PARTY {party},Voted {word} on resolution {vote},https://example.org/record/{vote}";
            }
        }
    }

    private static IEnumerable<string[]> Rows(string name)
    {
        using var reader = CsvHelper.CsvReader.FromFile(Path.Combine(Folder, name), new() { HasHeader = true }, FileOptions.None);
        while (reader.Read())
            yield return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
    }
}
