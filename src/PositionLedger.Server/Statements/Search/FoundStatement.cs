using NodaTime;
using Npgsql;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Statements.Search;

/// <summary>A page of statements that were found.</summary>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last one.</param>
public sealed record FoundStatements(IReadOnlyList<FoundStatement> Items, string? Next, LedgerPosition Ledger);

/// <summary>A statement that was found, with the words that were.</summary>
/// <param name="Excerpt">The quotation, or its original where only that has the words; of a long one the parts around them.</param>
/// <param name="Language">Of the excerpt.</param>
/// <param name="Relevance">How well it matches, to compare within one search; null where no words were searched for.</param>
public sealed record FoundStatement(
    Guid Id, string Party, string Issue, string? Key, StatementKind Kind, Stance? Stance, Firmness? Firmness, string SaidOn, Speaker Speaker,
    IReadOnlyList<ExcerptPart> Excerpt, string? Language, IReadOnlyList<string> Sources, bool Retracted, int Revision, Instant RecordedAt, decimal? Relevance)
{
    // Nobody writes these; they are taken out before, in case somebody does. To PostgreSQL they are no part of a word, whatever the locale.
    internal const char Begin = '\u0001';
    internal const char End = '\u0002';

    // What stands for "less than" meanwhile: PostgreSQL would take what follows it for a tag, and leave that out.
    internal const char LessThan = '\u0003';

    /// <summary>SQL: what <see cref="Read"/> reads after the columns of a statement.</summary>
    internal const string Columns = "v.key, v.sources, v.recorded_at, v.rank, h.text, h.language, v.latest";

    internal static (FoundStatement Statement, SearchCursor Place) Read(NpgsqlDataReader row)
    {
        var statement = StatementRow.Read(row, 0);
        var (body, rank) = (statement.Body, row.IsDBNull(9) ? (decimal?)null : row.GetDecimal(9));
        return (new(statement.Id, statement.Party, body.Issue, row.IsDBNull(6) ? null : row.GetString(6), body.Kind, body.Stance, body.Firmness, body.SaidOn.Edtf,
            body.Speaker, ExcerptPart.Of(row.GetString(10).Replace(LessThan, '<')), row.IsDBNull(11) ? null : row.GetString(11), row.GetFieldValue<string[]>(7), statement.Retracted,
            statement.Revision, Instant.FromDateTimeUtc(row.GetDateTime(8)), rank),
            new(rank ?? 0, Days.From(row.GetFieldValue<DateOnly>(12)), statement.Id));
    }
}

/// <summary>A part of an excerpt.</summary>
/// <param name="Match">Whether it is a word that was searched for.</param>
public sealed record ExcerptPart(string Text, bool Match)
{
    internal static IReadOnlyList<ExcerptPart> Of(string marked)
    {
        var parts = new List<ExcerptPart>();
        foreach (var piece in marked.Split(FoundStatement.Begin))
        {
            var end = piece.IndexOf(FoundStatement.End, StringComparison.Ordinal);
            Add(end < 0 ? "" : piece[..end], true);
            Add(piece[(end + 1)..], false);
        }

        return parts;

        void Add(string text, bool match)
        {
            if (text.Length > 0)
                parts.Add(new(text, match));
        }
    }
}
