namespace PositionLedger.Domain.Issues;

/// <summary>Asks to put an issue on record.</summary>
public sealed record RegisterIssue(Issue Issue) : Command
{
    public override string Stream => StreamKey.Issue(Issue.Id);

    public override Needs Needs => new() { Issues = Issue.Parent is { } parent ? [Issue.Id, parent] : [Issue.Id] };

    public override Decision Decide(Ledger ledger)
    {
        if (ledger.Issues.TryGetValue(Issue.Id, out var recorded))
            return recorded == Issue ? new Decision.Unchanged(Issue.Id) : Refusal.Different("issue", Issue.Id);

        if (Issue.Parent is { } parent && !ledger.Issues.ContainsKey(parent))
            return Refusal.Rule("unknown-issue", $"The parent issue '{parent}' is not recorded.", "parent", parent);

        return Decision.Append(Stream, new IssueRegistered(Issue.Id, Issue.Negotiation, Issue.Title, Issue.Proposition, Issue.Parent));
    }
}
