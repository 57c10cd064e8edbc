using System.Globalization;

namespace PositionLedger.Domain.Statements;

/// <summary>What form KC needs to know of single characters.</summary>
/// <param name="Decompositions">What a character is made of, all the way down.</param>
/// <param name="Classes">The combining classes of marks; what isn't there has class 0.</param>
/// <param name="Compositions">The character that two make.</param>
internal sealed record NfkcData(
    Dictionary<int, int[]> Decompositions, Dictionary<int, int> Classes, Dictionary<(int First, int Second), int> Compositions)
{
    public static NfkcData Read()
    {
        var data = new NfkcData([], [], []);
        using var reader = new StreamReader(typeof(NfkcData).Assembly.GetManifestResourceStream("nfkc.txt")!);
        var section = "";
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '@')
                section = line;
            else if (line[0] != '#')
                data.Add(section, line.Split(';'));
        }

        return data;
    }

    private void Add(string section, string[] entries)
    {
        foreach (var sides in entries.Select(entry => entry.Split('=')))
        {
            switch (section)
            {
                case "@decompositions":
                    Decompositions.Add(Character(sides[0]), [.. sides[1].Split(' ').Select(Character)]);
                    break;
                case "@classes":
                    AddClass(sides[0].Split('-'), int.Parse(sides[1], CultureInfo.InvariantCulture));
                    break;
                default:
                    Compositions.Add((Character(sides[1].Split(' ')[0]), Character(sides[1].Split(' ')[1])), Character(sides[0]));
                    break;
            }
        }
    }

    private void AddClass(string[] range, int its)
    {
        for (var character = Character(range[0]); character <= Character(range[^1]); character++)
            Classes.Add(character, its);
    }

    private static int Character(string hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
