using NodaTime.Text;
using PositionLedger.Domain.Statements;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Stances;

namespace PositionLedger.Server.Exports;

/// <summary>A negotiation on a day, in Markdown for people to read: who stands where, with the words, and how to cite it.</summary>
internal sealed class Briefing(BriefedLedger briefed)
{
    private readonly PositionMatrix _matrix = briefed.Matrix;

    /// <summary>The whole text, line by line.</summary>
    public IEnumerable<string> Lines() =>
    [
        .. Head(), .. Table(), .. briefed.Issues.SelectMany(Issue), .. Conditions(), .. Shifts(), .. Doubts(), .. Citation(),
    ];

    private string[] Head() =>
    [
        $"# {Markdown.Text(briefed.Title)}: who stands where on {LocalDatePattern.Iso.Format(_matrix.On)}", "",
        $"- The day asked about: {LocalDatePattern.Iso.Format(_matrix.On)} (UTC)",
        $"- What is known: the first {_matrix.Ledger.Size} sealed events of the ledger, sealed at "
            + InstantPattern.ExtendedIso.Format(_matrix.Ledger.SealedAt!.Value),
        $"- The rule: {_matrix.Policy}", "",
    ];

    private IEnumerable<string> Table()
    {
        yield return "## The matrix\n";
        if (_matrix.Cells.Count == 0)
        {
            yield return "Nobody is on record.\n";
            yield break;
        }

        yield return Markdown.Row(briefed.Issues.Select(issue => Markdown.Text(issue.Title)).Prepend("Party"));
        yield return Markdown.Row(briefed.Issues.Select(_ => "---").Prepend("---"));
        foreach (var party in _matrix.Cells.Chunk(_matrix.Issues.Count))
            yield return Markdown.Row(party.Select(Short).Prepend(NameOf(party[0].Party)));
        yield return "\nA question mark: by the days on which it may have been said, something else is possible too.\n";
    }

    private IEnumerable<string> Issue(BriefedIssue issue)
    {
        StanceCell[] cells = [.. _matrix.Cells.Where(cell => cell.Issue == issue.Id)];
        yield return $"## {Markdown.Text(issue.Title)}\n";
        yield return $"> {Markdown.Line(issue.Proposition)}\n";
        foreach (var line in cells.Where(cell => cell.Stance != Outcome.Undeclared).SelectMany(Stance))
            yield return line;
        StanceCell[] silent = [.. cells.Where(cell => cell.Stance == Outcome.Undeclared)];
        if (silent.Length > 0)
            yield return $"- Nothing declared: {string.Join(", ", silent.Select(Silent))}";
        yield return "";
    }

    private string Silent(StanceCell cell) => NameOf(cell.Party) + (cell.Signals.Count > 0 ? " (signals only)" : "");

    private IEnumerable<string> Stance(StanceCell cell)
    {
        var since = cell.Since is { } day ? $", since {LocalDatePattern.Iso.Format(day)}" : "";
        yield return $"- **{NameOf(cell.Party)}**: {Spoken.Stance(cell)}{since}{(MatrixAsCsv.LinkTo(_matrix, cell) is { } link ? $" ([permalink]({link}))" : "")}";
        foreach (var statement in Told(cell))
            yield return $"  - {Spoken.Words(statement, briefed)}";
        if (cell.Basis is { } basis)
            yield return $"  - Best report: {basis.Grade}; independent origins: {basis.Roots}; confidence: {Spoken.Word(cell.Confidence!.Value)}";
        foreach (var condition in cell.Conditions)
            yield return $"  - On condition, {Spoken.Word(condition.State)}: {Markdown.Text(condition.Text)}";
    }

    private IEnumerable<string> Conditions() => Section("Open conditions", _matrix.Cells.SelectMany(cell => cell.Conditions
        .Where(condition => condition.State == ConditionState.Open).Select(condition => $"{Place(cell)}: {Markdown.Text(condition.Text)}")));

    private IEnumerable<string> Shifts() => briefed.Shifts is not { } shifts
        ? []
        : Section($"What moved since {LocalDatePattern.Iso.Format(briefed.SinceOn!.Value)}", shifts.Select(shift =>
            $"{LocalDatePattern.Iso.Format(shift.On)}, {Place(shift.Party, shift.Issue)}: {Markdown.Text(shift.Words)}"));

    private IEnumerable<string> Doubts() => Section("Contested or uncertain", _matrix.Cells.SelectMany(cell => Spoken.Doubts(cell)
        .Select(doubt => $"{Place(cell)}: {doubt}")));

    private string[] Citation() =>
    [
        "## How to cite this", "",
        "Name the ledger, the permalink of the answer, and the root. Put the address of the ledger before a permalink; what it answers is the",
        "same bytes for ever, whatever is recorded, corrected or retracted later.", "",
        $"- Matrix: `{_matrix.Permalink}`", $"- Root of the first {_matrix.Ledger.Size} events: `{_matrix.Ledger.Root}`",
    ];

    private IEnumerable<StandingStatement> Told(StanceCell cell) =>
        (cell.GovernedBy is { } governing ? [governing] : cell.Contested).Select(id => briefed.Statements[id]);

    private static IEnumerable<string> Section(string title, IEnumerable<string> items) =>
        [$"## {title}\n", .. items.DefaultIfEmpty("None.").Select(item => item == "None." ? item : $"- {item}"), ""];

    private string NameOf(string party) => Markdown.Text(briefed.Parties.GetValueOrDefault(party, party));

    private string Place(StanceCell cell) => Place(cell.Party, cell.Issue);

    private string Place(string party, string issue) => $"{NameOf(party)} on {Markdown.Text(briefed.Issues.First(x => x.Id == issue).Title)}";

    private static string Short(StanceCell cell) => cell.Stance == Outcome.Undeclared && cell.Certainty == Certainty.Certain
        ? "–"
        : $"{Spoken.Stance(cell)}{(cell.Certainty == Certainty.Uncertain ? " ?" : "")}";
}
