using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

/// <summary>An amendment of one copy amends all, unless it says whose.</summary>
public class AmendingAJointStatement : OnAJointStatement
{
    public static TheoryData<string> Amendments =>
        [nameof(CorrectStatement), nameof(RetractStatement), nameof(AddReport), nameof(AssessReport), nameof(RetractReport),
            nameof(AssessCondition)];

    [Theory, MemberData(nameof(Amendments)), InlineData(nameof(ReinstateStatement))]
    public void Amends_all_copies_whichever_is_named(string amendment)
    {
        Prepare(amendment);
        var (ours, theirs) = Revisions;

        Book.Do(Amend(amendment));
        Assert.Equal((ours + 1, theirs + 1), Revisions);
        Assert.Equal(Book.Statement(Ours).Body, Book.Statement(Theirs).Body);
        Assert.Equal(Book.Statement(Ours).Retracted, Book.Statement(Theirs).Retracted);
    }

    [Theory, MemberData(nameof(Amendments)), InlineData(nameof(ReinstateStatement))]
    public void Amends_one_copy_only_where_it_says_whose_also_through_another(string amendment)
    {
        Prepare(amendment);
        var (ours, theirs) = Revisions;

        Book.Do(Amend(amendment) with { Only = "russia", Expected = [ours] });

        Assert.Equal((ours, theirs + 1), Revisions);
    }

    [Fact]
    public void Is_refused_for_only_a_party_that_holds_no_copy()
    {
        var alone = Book.Recorded(NoLand);

        Assert.Equal("us", Book.Refused(Amend(nameof(RetractStatement)) with { Only = "us" }, "not-a-holder", field: "only").Subject);
        Book.Refused(Amend(nameof(RetractStatement)) with { Id = alone, Joint = [], Only = "russia" }, "not-a-holder", field: "only");
        Book.Do(Amend(nameof(RetractStatement)) with { Id = alone, Joint = [], Only = "ukraine" });
    }

    [Fact]
    public void Honours_the_revision_of_the_copy_named()
    {
        Only("russia", nameof(CorrectStatement));

        Book.Refused(Amend(nameof(CorrectStatement)) with { Expected = [2] }, "stale-revision", RefusalKind.Stale);
        Book.Do(Amend(nameof(CorrectStatement)) with { Expected = [1] });
        Assert.Equal((2, 3), Revisions);
    }

    [Fact]
    public void Is_refused_for_all_when_it_breaks_a_rule_in_one_and_says_whose()
    {
        Only("russia", nameof(AddReport));
        Book.Do(new AddReport("ukraine", Ours, null, Report("reuters", 4, "rt")) { Joint = Copies, Only = "ukraine" });

        var refusal = Book.Refused(new AssessReport("ukraine", Ours, null, 1, 1, "heard it") { Joint = Copies },
            "credibility-needs-two-roots", field: "credibility");

        Assert.StartsWith("For 'ukraine': ", refusal.Why, StringComparison.Ordinal);
        Assert.Equal((2, 2), Revisions);
    }

    private void Prepare(string amendment)
    {
        if (amendment == nameof(ReinstateStatement))
            Book.Do(Amend(nameof(RetractStatement)));
        if (amendment == nameof(RetractReport))
            Book.Do(Amend(nameof(AddReport)));
    }
}
