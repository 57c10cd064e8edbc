namespace PositionLedger.Domain.Statements;

/// <summary>Asks to put a statement on record: in one party's stream, or as one copy in each holder's.</summary>
/// <param name="Id">The id it gets, unless its key was used before.</param>
/// <param name="Body">What is said; what it refers to is a statement of <paramref name="Party"/>'s.</param>
public sealed record RecordStatement(string Party, Guid Id, string? Key, StatementBody Body) : Command
{
    /// <summary>The other holders of a joint statement, each with the id that its copy gets; empty for an ordinary one.</summary>
    public ValueList<JointCopy> JointWith { get; init; } = [];

    /// <summary>The retracted statements that the recorder knows it looks like: all there are, and no others.</summary>
    public ValueList<Guid> Acknowledges { get; init; } = [];

    /// <summary>The key of the party's own statement that it refers to, where the recorder names it by that; it then stands for what
    /// <see cref="StatementBody.RefersTo"/> of the body is.</summary>
    public string? RefersToKey { get; init; }

    /// <summary>Whether the recorder chose the id, so that a statement may have it already: the same one, or another.</summary>
    public bool HasChosenId { get; init; }

    public override string Stream => StreamKey.Party(Party);

    public override ValueList<string> Streams => [.. Copies.Select(copy => StreamKey.Party(copy.Party))];

    public override Needs Needs => new()
    {
        Parties = [.. Copies.Select(copy => copy.Party)],
        Issues = [Body.Issue],
        Sources = [.. Body.Reports.Select(report => report.Source)],
        Statements = [.. Body.RefersTo is { } target ? [target] : Enumerable.Empty<Guid>(), .. HasChosenId ? Copies.Select(copy => copy.Statement) : []],
        Keys = [.. new[] { Key, RefersToKey }.OfType<string>().SelectMany(key => Copies.Select(copy => new StatementKey(copy.Party, key)))],
        LookAlikes = Copies.Select(copy => LookAlike.Of(copy.Party, Body)),
    };

    private bool IsJoint => JointWith.Count > 0;

    private ValueList<JointCopy> Copies => [new(Party, Id), .. JointWith];

    public override Decision Decide(Ledger ledger)
    {
        if (!ledger.Parties.ContainsKey(Party))
            return Refusal.UnknownParty(Party);
        if (JointStatement.WrongHolder(Party, JointWith, ledger) is { } wrong)
            return wrong;
        if (RefersToKey is { } target)
        {
            return ledger.Keys.TryGetValue(new(Party, target), out var holder)
                ? (this with { Body = Body with { RefersTo = holder.Statement }, RefersToKey = null }).Decide(ledger)
                : Refusal.Rule("unknown-statement", $"refersTo names the key '{target}', under which no statement of '{Party}' is recorded.", "refersTo", target);
        }

        if (Key is { } key && Again(key, ledger) is { } again)
            return again;
        if (HasChosenId && IdTaken(ledger) is { } taken)
            return taken;

        var events = new List<StatementRecorded>(Copies.Count);
        foreach (var copy in Copies)
        {
            var (recorded, refusal) = Recorded(copy, ledger);
            if (refusal is not null)
                return IsJoint ? refusal.For(copy.Party) : refusal;
            events.Add(recorded);
        }

        var lookAlikes = events.SelectMany(e => e.Acknowledges);
        return LookAlikes.Needless(Acknowledges, lookAlikes) is { } needless
            ? needless
            : new Decision.Accepted([.. Copies.Zip(events, (copy, e) => new StreamEvent(StreamKey.Party(copy.Party), e))]);
    }

    private (StatementRecorded Recorded, Refusal? Refusal) Recorded(JointCopy copy, Ledger ledger)
    {
        var (body, unreferable) = BodyOf(copy, ledger);
        ValueList<Guid> lookAlikes = ledger.Retracted.Count == 0
            ? []
            : [.. LookAlike.Of(copy.Party, body).RetractedIn(ledger).Select(statement => statement.Id)];
        return (
            new(copy.Statement, Key, body) { Joint = IsJoint ? Copies : [], Acknowledges = lookAlikes },
            unreferable ?? StatementRules.Broken(copy.Party, body, ledger) ?? LookAlikes.Unacknowledged(lookAlikes, Acknowledges));
    }

    // The same copy by copy, with the same holders, is what was recorded; anything else in any holder's stream is a conflict.
    private Decision? Again(string key, Ledger ledger)
    {
        var used = new List<(JointCopy Copy, KeyHolder Holder)>();
        foreach (var copy in Copies)
        {
            if (ledger.Keys.TryGetValue(new(copy.Party, key), out var holder))
                used.Add((copy, holder));
        }

        foreach (var (copy, holder) in used.Where(x => ledger.IsRetracted(x.Holder)))
            return For(copy, Refusal.KeyOfRetracted(key, holder.Statement));
        foreach (var (copy, holder) in used.Where(x => x.Holder.FirstRecorded != BodyOf(x.Copy, ledger).Body))
            return For(copy, Refusal.KeyConflict(key, holder.Statement));
        foreach (var (copy, holder) in used.Where(x => !IsHeldAlike(ledger.Statements[x.Holder.Statement])))
            return For(copy, JointStatement.OtherHolders(key, ledger.Statements[holder.Statement]));

        return used.Count > 0 ? new Decision.Unchanged(used[0].Holder.Statement.ToString()) : null;
    }

    // Under an id alone nothing tells what was first recorded, so that an amended statement is another one.
    private Decision? IdTaken(Ledger ledger)
    {
        if (Copies.Select(copy => ledger.Statements.GetValueOrDefault(copy.Statement)).OfType<Statement>().FirstOrDefault() is not { } first)
            return null;

        var isSame = Copies.All(copy => ledger.Statements.TryGetValue(copy.Statement, out var held)
            && held is { Revision: 1 } && held.Party == copy.Party && held.Body == BodyOf(copy, ledger).Body) && IsHeldAlike(first);
        return isSame ? new Decision.Unchanged(Id.ToString()) : Refusal.IdTaken(first.Id);
    }

    private bool IsHeldAlike(Statement first) =>
        first.Joint.Count == (IsJoint ? Copies.Count : 0) && Copies.All(copy => first.CopyOf(copy.Party) is not null);

    // What a copy refers to is in its own stream.
    private (StatementBody Body, Refusal? Refusal) BodyOf(JointCopy copy, Ledger ledger)
    {
        if (copy.Party == Party || Body.RefersTo is not { } id || !ledger.Statements.TryGetValue(id, out var target))
            return (Body, null);

        return target.CopyOf(copy.Party) is { } own
            ? (Body with { RefersTo = own }, null)
            : (Body, JointStatement.NoCopyToReferTo(target, copy.Party));
    }

    private Refusal For(JointCopy copy, Refusal refusal) => IsJoint ? refusal.For(copy.Party) : refusal;
}
