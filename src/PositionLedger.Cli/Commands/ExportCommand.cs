using System.CommandLine;
using PositionLedger.Cli.Exporting;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger export</c>: what is in the ledger, in files for other programs and for people.</summary>
internal static class ExportCommand
{
    public static Command Build(ServerOptions server, Surroundings around) =>
        new Verb(
            "export", "Writes statements, a matrix or a briefing to a file.", "ledger export statements -o statements.parquet",
            "ledger export matrix --negotiation ukraine-2025 --on 2025-08-15 -o matrix.csv",
            "ledger export briefing --negotiation ukraine-2025 --on 2025-08-15 -o briefing.md")
        {
            Statements(server, around), Matrix(server, around), Briefing(server, around),
        };

    private static Verb Statements(ServerOptions server, Surroundings around)
    {
        var export = new Export("statements", "csv", "ndjson", "parquet");
        Option<string?>[] filters =
        [
            Filter("--party", "IDS", "Only of these parties, with commas between them."),
            Filter("--issue", "IDS", "Only on these issues."),
            Filter("--negotiation", "IDS", "Only on the issues of these negotiations."),
            Filter("--from", "YYYY-MM-DD", "Only what was said on this day or later."),
            Filter("--to", "YYYY-MM-DD", "Only what was said on this day or before."),
        ];
        var known = new KnowledgeOptions();
        var command = new Verb(
            "statements", "All statements: CSV and Parquet as they stand, NDJSON without any loss.",
            "ledger export statements -o ledger.ndjson",
            "ledger export statements --party ukraine,russia --from 2025-08-01 -o august.csv");
        export.AddTo(command);
        foreach (var filter in filters)
            command.Options.Add(filter);
        known.AddTo(command);
        command.SetAction((parsed, cancel) => export.RunAsync(server, around, parsed, Query.Of([
            .. filters.Select(filter => (OptionName.ToCamel(filter.Name), parsed.GetValue(filter))), .. known.Query(parsed),
        ]), cancel));
        return command;
    }

    private static Option<string?> Filter(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };

    private static Verb Matrix(ServerOptions server, Surroundings around)
    {
        var (export, on, question) = (new Export("matrix", "csv"), QuestionOptions.On(), new QuestionOptions());
        var selection = new SelectionOptions();
        var form = new Option<string?>("--form")
        {
            Description = "long for a row a cell, with all that is known of it; wide, a row a party, unless you say so.", HelpName = "FORM",
        };
        form.AcceptOnlyFromAmong("wide", "long");
        var command = new Verb(
            "matrix", "Where everybody stands on a date, as a table.",
            "ledger export matrix --negotiation ukraine-2025 --on 2025-08-15 -o matrix.csv")
        {
            on, form,
        };
        export.AddTo(command);
        selection.AddTo(command);
        question.AddTo(command);
        command.SetAction((parsed, cancel) => export.RunAsync(server, around, parsed, question.Query(parsed, [
            ("on", parsed.GetValue(on)), .. selection.Query(parsed), ("form", parsed.GetValue(form) is "long" ? "long" : null),
        ]), cancel));
        return command;
    }

    private static Verb Briefing(ServerOptions server, Surroundings around)
    {
        var (export, on, question) = (new Export("briefing", "md"), QuestionOptions.On(), new QuestionOptions());
        var negotiation = new Option<string>("--negotiation")
        {
            Description = "The negotiation that it is about.", HelpName = "ID", Required = true,
        };
        var since = Filter("--since-on", "YYYY-MM-DD", "Tell also who moved since this day.");
        var parties = Filter("--parties", "IDS", "Only these parties, with commas between them.");
        var issues = Filter("--issues", "IDS", "Only these issues, with commas between them.");
        var command = new Verb(
            "briefing", "A negotiation on a date, for people to read.",
            "ledger export briefing --negotiation ukraine-2025 --on 2025-08-15 --since-on 2025-08-01 -o briefing.md")
        {
            negotiation, on, since, parties, issues,
        };
        export.AddTo(command);
        question.AddTo(command);
        command.SetAction((parsed, cancel) => export.RunAsync(server, around, parsed, question.Query(
            parsed, ("negotiation", parsed.GetValue(negotiation)), ("on", parsed.GetValue(on)), ("sinceOn", parsed.GetValue(since)),
            ("parties", parsed.GetValue(parties)), ("issues", parsed.GetValue(issues))), cancel));
        return command;
    }
}
