using PositionLedger.Server.Store;

namespace PositionLedger.Server.Statements.Search;

/// <summary>Words to look for, as each language's rules read them.</summary>
/// <param name="Query">What PostgreSQL looks for.</param>
/// <param name="Languages">Whose statements are looked through with it.</param>
internal sealed record SearchedWords(string Query, IReadOnlyList<string> Languages)
{
    private const string AsWritten = "simple";

    // Two languages that read the words alike are looked through together.
    private const string Read = """
        select q.query, array_agg(q.language order by q.language), bool_or(q.language = 'simple' and q.query !~ '!')
        from (select l.language, websearch_to_tsquery(('pg_catalog.' || l.language)::regconfig, $1)::text as query
          from unnest($2::text[]) l(language)) q
        where q.query <> '' group by q.query order by q.query
        """;

    private static readonly string[] All =
    [
        "arabic", "armenian", "basque", "catalan", "danish", "dutch", "english", "finnish", "french", "german", "greek", "hindi", "hungarian", "indonesian",
        "irish", "italian", "lithuanian", "nepali", "norwegian", "portuguese", "romanian", "russian", "serbian", AsWritten, "spanish", "swedish", "tamil",
        "turkish", "yiddish",
    ];

    /// <summary>Whether it also finds words as they are written in any statement, such as a speaker's name. Where a word must not be
    /// there, that would find what was only inflected.</summary>
    public bool FindsAsWritten { get; private init; }

    /// <returns>None where the text holds nothing but words that every language leaves out.</returns>
    public static Task<List<SearchedWords>> OfAsync(Snapshot snapshot, string text) => snapshot.ListAsync(
        Read, row => new SearchedWords(row.GetString(0), row.GetFieldValue<string[]>(1)) { FindsAsWritten = row.GetBoolean(2) }, text, All);

    /// <summary>SQL: whether the row <c>v</c> has the words.</summary>
    /// <param name="query">The parameter with the <see cref="Query"/>.</param>
    /// <param name="languages">The parameter with the <see cref="Languages"/>.</param>
    public string Matches(string query, string languages) => $"(ledger.search_words(v.body) @@ {query}::tsquery"
        + $" and ({(FindsAsWritten ? "true" : "false")} or ledger.search_language(v.body->'quote'->>'language')::text = any({languages}) "
        + $"or v.body->'quote'->'original' is not null and ledger.search_language(v.body->'quote'->'original'->>'language')::text = any({languages})))";
}
