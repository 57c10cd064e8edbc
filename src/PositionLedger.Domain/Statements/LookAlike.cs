using System.Text;
using NodaTime;

namespace PositionLedger.Domain.Statements;

/// <summary>What makes two statements look like one: the same words of a party on an issue, said on the same possible days.</summary>
/// <param name="Earliest">The first possible day.</param>
/// <param name="Latest">The last possible day, inclusive.</param>
/// <param name="Words">The quotation's letters and digits in form KC and lower case, with one space for all that is between them.</param>
public sealed record LookAlike(string Party, string Issue, LocalDate Earliest, LocalDate Latest, string Words)
{
    public static LookAlike Of(string party, StatementBody body) =>
        new(party, body.Issue, body.SaidOn.Earliest, body.SaidOn.Latest, WordsOf(body.Quote.Text));

    public static LookAlike Of(Statement statement) => Of(statement.Party, statement.Body);

    /// <summary>The statements that look like it and stand retracted, as far as the ledger knows them, in order of recording.</summary>
    internal IEnumerable<Statement> RetractedIn(Ledger ledger) => ledger.Retracted
        .Select(id => ledger.Statements[id]).Where(statement => statement.Party == Party && statement.Body.Issue == Issue)
        .Where(statement => Of(statement) == this).OrderBy(statement => statement.Order);

    private static string WordsOf(string text)
    {
        var words = new StringBuilder(text.Length);
        var isBetween = false;
        foreach (var rune in Nfkc.Of(text).EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune))
            {
                isBetween = words.Length > 0;
                continue;
            }

            if (isBetween)
                words.Append(' ');
            words.Append(Rune.ToLowerInvariant(rune));
            isBetween = false;
        }

        return words.ToString();
    }
}

/// <summary>Whether a recorder knows of what was retracted and looks the same.</summary>
internal static class LookAlikes
{
    /// <summary>A retracted look-alike that isn't acknowledged; null where there is none.</summary>
    public static Refusal? Unacknowledged(ValueList<Guid> lookAlikes, ValueList<Guid> acknowledged)
    {
        Guid[] missing = [.. lookAlikes.Except(acknowledged)];
        return missing.Length == 0 ? null : Refusal.Rule("looks-like-a-retracted-statement",
            $"It looks like {(missing.Length == 1 ? "statement" : "statements")} {string.Join(", ", missing)}, which "
            + $"{(missing.Length == 1 ? "was" : "were")} retracted. Reinstate {(missing.Length == 1 ? "it" : "one")} if that was wrong, "
            + "or send 'acknowledges' with the id of each to record this one all the same.", "acknowledges", $"{missing[0]}");
    }

    /// <summary>An acknowledged statement that is no retracted look-alike; null where each is.</summary>
    public static Refusal? Needless(ValueList<Guid> acknowledged, IEnumerable<Guid> lookAlikes)
    {
        for (var i = 0; i < acknowledged.Count; i++)
        {
            if (!lookAlikes.Contains(acknowledged[i]))
            {
                return Refusal.Rule("acknowledges-no-look-alike", $"Statement {acknowledged[i]} is no retracted statement that looks like this "
                    + "one. Leave it out of 'acknowledges'.", $"acknowledges[{i}]", $"{acknowledged[i]}");
            }
        }

        return null;
    }
}
