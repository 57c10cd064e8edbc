using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Statements.Search;

/// <summary>A search as SQL: only the conditions that were asked for, so that the planner sees which index serves.</summary>
internal sealed class SearchSql
{
    // Characters: a quotation of so many is shown whole.
    private const int MaxWhole = 300;

    private const string Newest = "v.latest desc, v.statement_id";

    private readonly List<object?> _values = [];
    private readonly List<string> _conditions = [];

    /// <param name="words">Null where no words are searched for.</param>
    public SearchSql(SearchQuestion question, Knowledge known, IReadOnlyList<SearchedWords>? words)
    {
        _conditions.Add(known.Standing("v", Value(known.Limit)));
        if (!question.Retracted)
            _conditions.Add("not v.retracted");
        Filter(question);
        var queries = (words ?? []).Select(word => (Query: Value(word.Query), Languages: Value(word.Languages.ToArray()), Word: word)).ToArray();
        if (words is not null)
            _conditions.Add($"({string.Join(" or ", queries.Select(q => q.Word.Matches(q.Query, q.Languages)))})");
        var all = string.Join(" || ", queries.Select(q => $"{q.Query}::tsquery"));
        Text = question.Order == SearchOrder.Relevance && words is not null ? Ranked(question, all) : ByDate(question, words is null ? null : all);
    }

    public string Text { get; }

    public object?[] Values => [.. _values];

    private void Filter(SearchQuestion question)
    {
        if (question.Parties.Length > 0)
            _conditions.Add($"v.party = any({Value(question.Parties)})");
        if (question.Issues.Length > 0)
            _conditions.Add($"v.issue = any({Value(question.Issues)})");
        if (question.Negotiation is { } negotiation)
            _conditions.Add($"v.issue in (select i.id from ledger.issue i where i.negotiation = {Value(negotiation)})");
        if (question.Sources.Length > 0)
            _conditions.Add($"v.sources && {Value(question.Sources)}");
        if (question.Kind is { } kind)
            _conditions.Add($"v.body->>'kind' = {Value(Words.Of(kind))}");
        if (question.Stance is { } stance)
            _conditions.Add($"v.body->>'stance' = {Value(Words.Of(stance))}");
        if (question.From is { } from)
            _conditions.Add($"v.latest >= {Value(Days.Of(from))}");
        if (question.To is { } to)
            _conditions.Add($"v.earliest <= {Value(Days.Of(to))}");
    }

    private string ByDate(SearchQuestion question, string? query)
    {
        if (question.After is { } after)
        {
            var (day, id) = (Value(Days.Of(after.Day)), Value(after.Statement));
            _conditions.Add($"v.latest <= {day} and (v.latest < {day} or v.statement_id > {id})");
        }

        return $"""
            with v as (
              select *, {(query is null ? "null::numeric" : Rank(query))} as rank from ledger.statement_version v
              where {string.Join(" and ", _conditions)} order by {Newest} limit {Value(question.Limit + 1)})
            {Shown(query)} order by {Newest}
            """;
    }

    private string Ranked(SearchQuestion question, string query)
    {
        var after = question.After is { } place
            ? $"where (-v.rank, -(v.latest - date '2000-01-01'), v.statement_id) > (-{Value(place.Rank)}::numeric, -({Value(Days.Of(place.Day))} - date '2000-01-01'), {Value(place.Statement)})"
            : "";
        return $"""
            with newest as materialized (
              select * from ledger.statement_version v where {string.Join(" and ", _conditions)} order by {Newest} limit {SearchStatementsEndpoint.MaxRanked}),
            ranked as materialized (select *, {Rank(query)} as rank from newest v),
            v as (select * from ranked v {after} order by v.rank desc, {Newest} limit {Value(question.Limit + 1)})
            {Shown(query)} order by v.rank desc, {Newest}
            """;
    }

    private static string Rank(string query) => $"round(ts_rank_cd(ledger.search_words(v.body), {query}, 1)::numeric, 6)";

    // The original is shown where it has the words and the quotation hasn't.
    private static string Shown(string? query)
    {
        const string quote = "v.body->'quote'";
        var marks = $"StartSel={FoundStatement.Begin}, StopSel={FoundStatement.End}";
        const string parts = "MaxFragments=3, MaxWords=30, MinWords=12, FragmentDelimiter=\" … \"";
        var shown = $"translate(q.text, '<{FoundStatement.LessThan}{FoundStatement.Begin}{FoundStatement.End}', '{FoundStatement.LessThan}')";
        var text = query is null
            ? $"left(q.text, {MaxWhole}) || case when length(q.text) > {MaxWhole} then '…' else '' end"
            : $"ts_headline(ledger.search_language(q.language), {shown}, {query}, '{marks}, ' || case when length(q.text) > {MaxWhole} then '{parts}' else 'HighlightAll=true' end)";
        var isOriginal = query is null ? "false" : $"""
            not to_tsvector(ledger.search_language({quote}->>'language'), {quote}->>'text') @@ ({query})
              and coalesce(to_tsvector(ledger.search_language({quote}->'original'->>'language'), {quote}->'original'->>'text') @@ ({query}), false)
            """;
        return $"""
            select {StatementRow.Columns}, {FoundStatement.Columns}
            from v cross join lateral (select case when {isOriginal} then {quote}->'original' else {quote} end as q offset 0) o
              cross join lateral (select o.q->>'text' as text, o.q->>'language' as language) q
              cross join lateral (select {text} as text, q.language) h
            """;
    }

    private string Value(object? value)
    {
        _values.Add(value);
        return $"${_values.Count}";
    }
}
