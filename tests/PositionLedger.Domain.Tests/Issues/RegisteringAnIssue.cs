using PositionLedger.Domain.Issues;

namespace PositionLedger.Domain.Tests.Issues;

public class RegisteringAnIssue
{
    private static readonly Issue Swaps = new("territorial-swaps", "ukraine-2025", "Swaps", "Territories are swapped", "cede-territory");
    private readonly Recorder _desk = Desk.Open();

    [Fact]
    public void Puts_it_on_record()
    {
        Assert.Equal(Swaps, Issue.Registered(_desk.Accepted<IssueRegistered>(new RegisterIssue(Swaps))));
        Assert.Equal(Swaps, _desk.Ledger.Issues["territorial-swaps"]);
        Assert.Equal("issue/territorial-swaps", new RegisterIssue(Swaps).Stream);
    }

    [Fact]
    public void Twice_alike_changes_nothing()
    {
        _desk.Do(new RegisterIssue(Swaps));

        _desk.Unchanged(new RegisterIssue(Swaps), "territorial-swaps");
    }

    [Fact]
    public void Is_refused_with_other_content()
    {
        _desk.Do(new RegisterIssue(Swaps));

        _desk.Refused(new RegisterIssue(Swaps with { Proposition = "Nothing is swapped" }), "issue-exists", RefusalKind.Conflict);
    }

    [Fact]
    public void Is_refused_under_an_unknown_parent() =>
        Assert.Equal("no-issue",
            _desk.Refused(new RegisterIssue(Swaps with { Parent = "no-issue" }), "unknown-issue", field: "parent").Subject);

    [Fact]
    public void Is_refused_under_itself() =>
        _desk.Refused(new RegisterIssue(Swaps with { Parent = Swaps.Id }), "unknown-issue", field: "parent");

    [Fact]
    public void Needs_to_know_the_issue_and_its_parent()
    {
        Assert.Equal(["territorial-swaps", "cede-territory"], new RegisterIssue(Swaps).Needs.Issues);
        Assert.Equal(["territorial-swaps"], new RegisterIssue(Swaps with { Parent = null }).Needs.Issues);
    }
}
