using System.CommandLine;
using System.Text.RegularExpressions;
using PositionLedger.Cli;

namespace PositionLedger.Server.Tests.Docs;

public sealed partial class TheReferenceOfTheCommandLine
{
    private static readonly RootCommand s_ledger = LedgerCommand.Build(Surroundings.OfProcess());

    public static TheoryData<string> Verbs => [.. All(s_ledger).Select(verb => verb.Path)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Has_a_section_for_each_verb_with_all_its_options_and_no_other(string verb)
    {
        var command = All(s_ledger).Single(known => known.Path == verb).Command;

        var section = (await SectionsAsync()).GetValueOrDefault(verb);

        Assert.True(section is not null, $"docs/reference/command-line.md has no section for `ledger {verb}`.");
        Assert.Equal(
            command.Options.Select(option => option.Name).Order(StringComparer.Ordinal),
            Option().Matches(section).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Has_a_section_for_nothing_else() =>
        Assert.Equal(All(s_ledger).Select(verb => verb.Path).Order(), (await SectionsAsync()).Keys.Order());

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_has_an_example_that_it_understands(string verb)
    {
        var command = (Verb)All(s_ledger).Single(known => known.Path == verb).Command;

        Assert.NotEmpty(command.Examples);
        foreach (var example in string.Join('\n', command.Examples).Replace("\\\n", "", StringComparison.Ordinal).Split('\n'))
        {
            var line = example.Split("<(")[^1].TrimEnd(')').Split(" | ")[0];
            Assert.StartsWith("ledger ", line, StringComparison.Ordinal);
            Assert.Empty(s_ledger.Parse(line["ledger ".Length..]).Errors);
        }
    }

    private static IEnumerable<(string Path, Command Command)> All(Command of, string above = "") => of.Subcommands.SelectMany(command =>
        ((string, Command)[])[(above + command.Name, command), .. All(command, $"{above}{command.Name} ")]);

    private static async Task<Dictionary<string, string>> SectionsAsync()
    {
        var document = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "docs", "reference", "command-line.md"), TestContext.Current.CancellationToken);
        return Section().Matches(document).ToDictionary(match => match.Groups["verb"].Value, match => match.Groups["text"].Value);
    }

    // The options of a row are in its first cell.
    [GeneratedRegex(@"(?<=^\|[^|\n]*)--[a-z][a-z-]*", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"^##+ `ledger (?<verb>[a-z]+( [a-z]+)?)[^`\n]*`\n(?<text>.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();
}
