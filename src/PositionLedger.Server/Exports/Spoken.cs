using System.Text.RegularExpressions;
using NodaTime.Text;
using PositionLedger.Domain.Statements;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Stances;

namespace PositionLedger.Server.Exports;

/// <summary>Answers and statements in a reader's words, in Markdown.</summary>
internal static partial class Spoken
{
    /// <summary>A word of a scale as it is spoken: <c>leans against</c>, <c>red line</c>.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => Capital().Replace($"{value}", letter => $"{(letter.Index > 0 ? " " : "")}{char.ToLowerInvariant(letter.Value[0])}");

    public static string Stance(StanceCell cell)
    {
        var firmness = cell.Firmness is { } put ? $", {Word(put)}" : "";
        return $"{Word(cell.Stance)}{firmness}{(cell.Conditions.Any(condition => condition.State == ConditionState.Open) ? ", on conditions" : "")}";
    }

    /// <summary>The words with who said them, when, and where that was reported.</summary>
    public static string Words(StandingStatement statement, BriefedLedger briefed)
    {
        var (body, report) = (statement.Statement.Body, statement.Report);
        string?[] speaker = [body.Speaker.Name, body.Speaker.Role];
        var said = string.Join(", ", speaker.OfType<string>().Select(Markdown.Text).DefaultIfEmpty(Word(body.Speaker.Authority)));
        var party = Markdown.Text(briefed.Parties.GetValueOrDefault(statement.Statement.Party, statement.Statement.Party));
        var source = Markdown.Text(briefed.Sources.GetValueOrDefault(report.Source, report.Source));
        var published = report.PublishedOn is { } day ? $", {LocalDatePattern.Iso.Format(day)}" : "";
        var others = body.StandingReports.Count() - 1;
        return $"{Quoted(body.Quote)}, said by {said} for {party}, {When(body.SaidOn)}; "
            + $"reported by {source}{published}{(others > 0 ? $" and {others} more" : "")}";
    }

    /// <summary>What keeps an answer from being plain.</summary>
    public static IEnumerable<string> Doubts(StanceCell cell)
    {
        if (cell.Stance == Outcome.Contested)
            yield return "equal voices contradict each other";
        if (cell.Certainty == Certainty.Uncertain)
            yield return $"possible: {string.Join(", ", cell.Possible.Select(outcome => Word(outcome)))}";
        if (cell.DivergingVoices.Count > 0)
            yield return $"lower voices differ: {cell.DivergingVoices.Count}";
        if (cell.Stale)
            yield return "neither said nor said again within 180 days";
        foreach (var flag in cell.Flags)
            yield return Word(flag);
    }

    // Only what was said in these words stands between quotation marks.
    private static string Quoted(Quote quote)
    {
        var words = Markdown.Text(quote.Text);
        var language = quote.Language is { } tag ? $", {Markdown.Text(tag)}" : "";
        return quote.Rendering switch
        {
            null => $"{words} (rendering unknown{language})",
            Rendering.Paraphrase or Rendering.Summary => $"{words} ({Word(quote.Rendering.Value)}{language})",
            { } rendering => $"“{words}” ({Word(rendering)}{language})",
        };
    }

    private static string When(SaidOn said)
    {
        var (first, last) = (LocalDatePattern.Iso.Format(said.Earliest), LocalDatePattern.Iso.Format(said.Latest));
        var day = !said.IsUncertain ? last : said.Earliest == SaidOn.OpenStart ? $"by {last}" : $"between {first} and {last}";
        return said.IsApproximate ? $"{day}, approximately" : day;
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
