using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Negotiations;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Stances;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Exports;

/// <summary>All that a briefing tells of, of one state of the ledger.</summary>
/// <param name="Title">The negotiation's, or its id where nobody opened it.</param>
/// <param name="Parties">Their names by id.</param>
/// <param name="Sources">Their names by id, of those that reported what is told.</param>
/// <param name="Statements">Those that govern, and those that contradict each other.</param>
/// <param name="Shifts">Null where none were asked for.</param>
internal sealed record BriefedLedger(
    string Title, PositionMatrix Matrix, IReadOnlyList<BriefedIssue> Issues, IReadOnlyDictionary<string, string> Parties,
    IReadOnlyDictionary<string, string> Sources, IReadOnlyDictionary<Guid, StandingStatement> Statements, LocalDate? SinceOn,
    IReadOnlyList<CellShift>? Shifts)
{
    private static readonly string TitleThen = NameThen("negotiation", "title", typeof(NegotiationOpened));
    private static readonly string NamesThen = NameThen("party", "name", typeof(PartyOpened), typeof(PartyRenamed));

    // What a source is called never changes.
    private const string SourcesNow = "select id, name from ledger.source where id = any($1) and $2::bigint is not null";

    private const string TitlesOfIssues = """
        select i.id, i.title, i.proposition from unnest($1::text[]) with ordinality a(id, place) join ledger.issue i on i.id = a.id order by a.place
        """;

    public static async Task<(BriefedLedger? Briefed, Refusal? Refusal, IResult? TooLarge)> ReadAsync(
        Snapshot snapshot, AskedMatrix asked, LocalDate? sinceOn, Knowledge known)
    {
        var (matrix, refusal, tooLarge) = await asked.ReadAsync(snapshot, known);
        if (matrix is null)
            return (null, refusal, tooLarge);

        var negotiation = asked.Asked.Negotiation;
        var statements = await StandingStatement.ReadAsync(snapshot, matrix.Cells.SelectMany(Told), known.Limit);
        var sources = statements.SelectMany(x => x.Statement.Body.StandingReports).Select(report => report.Source);
        var parties = matrix.Parties.Concat(statements.Select(x => x.Statement.Party));
        return (new(
            (await NamesAsync(snapshot, TitleThen, [negotiation], known.Limit)).GetValueOrDefault(negotiation, negotiation),
            matrix,
            await snapshot.ListAsync(
                TitlesOfIssues, row => new BriefedIssue(row.GetString(0), row.GetString(1), row.GetString(2)), [matrix.Issues.ToArray()]),
            await NamesAsync(snapshot, NamesThen, parties, known.Limit),
            await NamesAsync(snapshot, SourcesNow, sources, known.Limit),
            statements.ToDictionary(x => x.Statement.Id), sinceOn,
            sinceOn is { } since ? await ShiftsAsync(snapshot, matrix, asked.Question.Policy, since, known) : null), null, null);
    }

    private static IEnumerable<Guid> Told(StanceCell cell) => cell.GovernedBy is { } governing ? [governing] : cell.Contested;

    // Of the parties and issues that are told of, and by the same state; a shift doesn't ask what else is possible.
    private static async Task<IReadOnlyList<CellShift>> ShiftsAsync(
        Snapshot snapshot, PositionMatrix matrix, Policy policy, LocalDate since, Knowledge known)
    {
        CellId[] cells = [.. matrix.Cells.Select(cell => new CellId(cell.Party, cell.Issue))];
        var timelines = await Timelines.ReadAsync(snapshot, cells, policy, known, StanceTimeline.PlacedOnLatestDays);
        return
        [
            .. cells.Select(cell => (cell, shift: Domain.Stances.Shifts.Between(timelines[cell], since, matrix.On)))
                .Where(x => x.shift is not null).Select(x => CellShift.Of(x.cell, x.shift!)).OrderBy(shift => shift.On),
        ];
    }

    // As it was called then: a name may be another one today.
    private static string NameThen(string kind, string member, params Type[] events) => $"""
        select a.id, n.name from unnest($1::text[]) a(id) cross join lateral (
          select e.data->>'{member}' as name from ledger.mt_events e
          where e.stream_id = '{kind}/' || a.id and e.type in ({string.Join(", ", events.Select(type => $"'{EventNames.All[type]}'"))})
            and {Knowledge.PlaceOf("e.id")} < $2 order by e.version desc limit 1) n
        """;

    private static async Task<IReadOnlyDictionary<string, string>> NamesAsync(Snapshot snapshot, string sql, IEnumerable<string> ids, long size) =>
        (await snapshot.ListAsync(sql, row => (Id: row.GetString(0), Name: row.GetString(1)), ids.Distinct(StringComparer.Ordinal).ToArray(), size))
            .ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal);
}

/// <summary>An issue with its words.</summary>
internal sealed record BriefedIssue(string Id, string Title, string Proposition);
