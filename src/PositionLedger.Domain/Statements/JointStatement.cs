namespace PositionLedger.Domain.Statements;

/// <summary>A statement that a party holds together with others: its copy in that party's stream.</summary>
public sealed record JointCopy(string Party, Guid Statement);

/// <summary>What holds for statements of several parties: one utterance, a copy in each holder's stream.</summary>
public static class JointStatement
{
    /// <summary>How many parties may hold one statement, the addressed one included.</summary>
    public const int MaxHolders = 30;

    /// <summary>Why these parties can't hold a statement together; null where they can.</summary>
    internal static Refusal? WrongHolder(string addressed, ValueList<JointCopy> others, Ledger ledger)
    {
        var held = new HashSet<string>(StringComparer.Ordinal) { addressed };
        for (var i = 0; i < others.Count; i++)
        {
            var (party, field) = (others[i].Party, $"jointWith[{i}]");
            if (party == addressed)
                return Refusal.Rule("joint-with-itself", $"'{party}' holds it already: it is the party in the address. Leave it out here.", field, party);
            if (!held.Add(party))
                return Refusal.Rule("joint-party-twice", $"'{party}' is named twice. Name each holder once.", field, party);
            if (!ledger.Parties.ContainsKey(party))
                return Refusal.UnknownPartyNamed(party, field);
        }

        return null;
    }

    internal static Refusal NoCopyToReferTo(Statement target, string party) =>
        Refusal.Rule("no-copy-to-refer-to", $"refersTo names statement {target.Id}, of which '{party}' holds no copy. Record what '{party}' "
            + "said apart, or leave refersTo out.", "refersTo", target.Id.ToString());

    internal static Refusal OtherHolders(string key, Statement first) =>
        new(RefusalKind.Conflict, "key-conflict", $"The key '{key}' was used for statement {first.Id}, which other parties hold: "
            + $"{Names(first)}. Use a new key.", "key", first.Id.ToString());

    internal static Refusal NotAHolder(string party, Statement statement) =>
        Refusal.Rule("not-a-holder", $"'{party}' holds no copy of statement {statement.Id}. 'only' names one of its holders: {Names(statement)}.",
            "only", party);

    internal static Refusal CopiesDiffer(string item, Statement copy) =>
        Refusal.Rule("copies-differ", $"The {item} of this copy is another one than that of the statement in the address. Amend it by its own "
            + $"address, /api/v1/statements/{copy.Id}, with 'only'.", null, copy.Id.ToString());

    extension(Refusal refusal)
    {
        /// <summary>The refusal, saying for which of several holders.</summary>
        internal Refusal For(string party) => refusal with { Why = $"For '{party}': {refusal.Why}" };
    }

    private static string Names(Statement statement) => statement.Joint.Count == 0
        ? $"'{statement.Party}'"
        : string.Join(", ", statement.Joint.Select(copy => $"'{copy.Party}'"));
}
