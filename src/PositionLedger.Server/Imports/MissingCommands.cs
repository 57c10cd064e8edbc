using System.Globalization;
using PositionLedger.Domain;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Imports;

/// <summary>Creates what statements name and the ledger doesn't know, by its id alone: a name for people can be given later.</summary>
internal static class MissingCommands
{
    private const string Unknown = """
        select 'party', id from unnest($1::text[]) u(id) where not exists (select from ledger.party t where t.id = u.id)
        union all select 'issue', id from unnest($2::text[]) u(id) where not exists (select from ledger.issue t where t.id = u.id)
        union all select 'source', id from unnest($3::text[]) u(id) where not exists (select from ledger.source t where t.id = u.id)
        """;

    public static async Task<IReadOnlyList<Command>> OfAsync(
        IEnumerable<Command> commands, ImportOptions options, Database database, CancellationToken cancel)
    {
        // What a line of the same file opens, it opens better.
        var all = commands.ToArray();
        var statements = all.OfType<RecordStatement>().ToArray();
        var opened = all.Except(statements).Select(command => command.Stream).ToHashSet(StringComparer.Ordinal);
        var found = await database.ListAsync(Unknown, row => (Kind: row.GetString(0), Id: row.GetString(1)), cancel,
            Ids(statements.SelectMany(s => s.Streams.Select(StreamKey.IdOf))), Ids(statements.Select(s => s.Body.Issue)),
            Ids(statements.SelectMany(s => s.Body.Reports.Select(report => report.Source))));
        return [.. found.Where(it => !opened.Contains($"{it.Kind}/{it.Id}")).Select(it => Open(it.Kind, it.Id, options)).OfType<Command>()];
    }

    private static Command? Open(string kind, string id, ImportOptions options) => kind switch
    {
        "party" => new OpenParty(new(id, Name(id), options.PartyKind, [])),
        "source" => new RegisterSource(id, Name(id), null, Reliability.F),
        _ => options.Negotiation is { } negotiation ? new RegisterIssue(new(id, negotiation, Name(id), Name(id), null)) : null,
    };

    private static string Name(string id) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(id.Replace('-', ' '));

    private static string[] Ids(IEnumerable<string> ids) => [.. ids.Distinct(StringComparer.Ordinal)];
}
