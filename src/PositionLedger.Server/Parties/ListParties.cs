using NodaTime;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Parties;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Writing;
using Wolverine.Http;

namespace PositionLedger.Server.Parties;

/// <summary>A party that went before another.</summary>
/// <param name="On">The first day of the one that came after.</param>
public sealed record Predecessor(string Party, SuccessionKind Kind, LocalDate On);

/// <summary>A party with how much it is on record with, what it belongs to, and what went before and came after it.</summary>
/// <param name="Statements">Standing statements.</param>
/// <param name="FirstSaidOn">The earliest of their latest possible days; null when there are none.</param>
/// <param name="LastSaidOn">The latest of them.</param>
/// <param name="Memberships">Past ones included, by first day.</param>
/// <param name="Successors">By day.</param>
/// <param name="Predecessors">By day.</param>
public sealed record PartySummary(
    string Id, string Name, PartyKind Kind, IReadOnlyList<string> Aliases, long Statements, LocalDate? FirstSaidOn, LocalDate? LastSaidOn,
    IReadOnlyList<Membership> Memberships, IReadOnlyList<PartySuccession> Successors, IReadOnlyList<Predecessor> Predecessors)
{
    internal const string Select = $"""
        select p.id, p.name, p.kind, p.aliases, p.opened_name, p.opened_aliases, c.statements, c.first, c.last,
          {AffiliationRows.Memberships}, {AffiliationRows.Successions},
          (select coalesce(jsonb_agg(jsonb_build_object('party', s.party, 'kind', s.kind, 'on', s.on_day) order by s.on_day, s.party), '[]')
            from ledger.succession s where s.successor = p.id)
        from ledger.party p, lateral (
          select count(*) as statements, min(v.latest) as first, max(v.latest) as last
          from ledger.statement_version v where v.party = p.id and v.closed_by is null and not v.retracted) c
        """;

    internal static PartySummary Read(NpgsqlDataReader row)
    {
        var party = ReferenceRows.Party(row);
        return new(party.Id, party.Name, party.Kind, party.Aliases, row.GetInt64(6), Day(row, 7), Day(row, 8),
            AffiliationRows.Json<Membership[]>(row, 9), AffiliationRows.Json<PartySuccession[]>(row, 10),
            AffiliationRows.Json<Predecessor[]>(row, 11));
    }

    private static LocalDate? Day(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(column));
}

/// <summary>All parties, and one of them.</summary>
public static class ListPartiesEndpoint
{
    [WolverineGet("/api/v1/parties")]
    [Takes("after", Page.AfterHelp), Takes("limit", Page.LimitHelp)]
    [Answers(200, typeof(Listing<PartySummary>)), Refuses(400)]
    [EndpointSummary("All parties, by id, with counts, first and last days, memberships and successions")]
    public static async Task<IResult> GetAll(HttpContext http, Database database, CancellationToken cancel)
    {
        var (page, problem) = Page.Read(http);
        if (page is null)
            return problem!;

        var rows = await database.ListAsync($"{PartySummary.Select} where p.id > $1 order by p.id limit $2", PartySummary.Read, cancel,
            page.After, page.Limit + 1);
        return Answers.Json(http, page.Of(rows, p => p.Id));
    }

    [WolverineGet("/api/v1/parties/{party}")]
    [Answers(200, typeof(PartySummary)), Refuses(404)]
    [EndpointSummary("One party")]
    public static async Task<IResult> Get(string party, HttpContext http, Database database, Commands commands, CancellationToken cancel) =>
        await database.FirstAsync($"{PartySummary.Select} where p.id = $1", PartySummary.Read, cancel, party) is { } found
            ? Answers.Json(http, found)
            : await commands.RefuseAsync(Refusal.UnknownParty(party), cancel);
}
