using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

/// <summary>Copies of a joint statement that were amended one by one, and then together.</summary>
public class AmendingCopiesThatDiffer : OnAJointStatement
{
    [Fact]
    public void Leaves_out_a_copy_that_is_retracted_or_reinstated_already()
    {
        Only("ukraine", nameof(RetractStatement));
        Book.Do(Amend(nameof(RetractStatement)));
        Assert.Equal((2, 2), Revisions);
        Book.Refused(Amend(nameof(RetractStatement)), "statement-retracted", RefusalKind.Conflict);

        Only("ukraine", nameof(ReinstateStatement));
        Book.Do(Amend(nameof(ReinstateStatement)));
        Assert.Equal((3, 3), Revisions);
        Book.Refused(Amend(nameof(ReinstateStatement)), "statement-not-retracted", RefusalKind.Conflict);
    }

    [Fact]
    public void Leaves_out_a_copy_that_has_the_report_already_or_no_longer()
    {
        Only("ukraine", nameof(AddReport));
        Book.Do(Amend(nameof(AddReport)));
        Assert.Equal((2, 2), Revisions);
        Book.Unchanged(Amend(nameof(AddReport)), Ours.ToString(), 2);

        Only("russia", nameof(RetractReport));
        Book.Do(Amend(nameof(RetractReport)));
        Assert.Equal((3, 3), Revisions);
        Book.Refused(Amend(nameof(RetractReport)), "report-retracted", RefusalKind.Conflict);
    }

    [Fact]
    public void Leaves_out_a_copy_that_was_retracted_apart_but_not_the_one_named()
    {
        Only("russia", nameof(RetractStatement));

        Book.Do(Amend(nameof(CorrectStatement)));
        Assert.Equal((2, 2), Revisions);
        Assert.Equal(Theirs.ToString(), Book.Refused(
            Amend(nameof(CorrectStatement)) with { Party = "russia", Id = Theirs }, "statement-retracted", RefusalKind.Conflict).Subject);
    }

    [Fact]
    public void Continues_conditions_by_their_text_whatever_number_they_have_in_a_copy()
    {
        Book.Do(Conditions(null, "a truce") with { Only = "russia" });

        Book.Do(Conditions(null, "a truce"));

        Assert.Equal([("a ceasefire", true), ("a truce", false)],
            Book.Statement(Ours).Body.Conditions.Select(condition => (condition.Text, condition.Dropped)));
        Assert.Equal(Book.Statement(Ours).Body, Book.Statement(Theirs).Body);
    }

    [Theory]
    [InlineData(nameof(AssessReport)), InlineData(nameof(RetractReport)), InlineData(nameof(AssessCondition)), InlineData(nameof(CorrectStatement))]
    public void Is_refused_where_its_number_means_something_else_in_another_copy(string amendment)
    {
        Book.Do(new AddReport("ukraine", Ours, null, Report("reuters")) { Joint = Copies, Only = "ukraine" });
        Book.Do(new AddReport("ukraine", Ours, null, Report("rt", 3, "tass")) { Joint = Copies, Only = "russia" });
        Book.Do(Conditions(null, "a truce") with { Only = "ukraine" });
        Book.Do(Conditions(null, "a treaty") with { Only = "russia" });

        AmendStatement command = amendment switch
        {
            nameof(AssessReport) => new AssessReport("ukraine", Ours, null, 2, 2, "heard it"),
            nameof(RetractReport) => new RetractReport("ukraine", Ours, null, 2, "another statement"),
            nameof(AssessCondition) => new AssessCondition("ukraine", Ours, null, 2, ConditionState.Met, new(2025, 9, 1), "signed"),
            _ => Conditions(2, "an accord"),
        };

        var refusal = Book.Refused(command with { Joint = Copies }, "copies-differ");
        Assert.Equal(Theirs.ToString(), refusal.Subject);
        Book.Refused(command with { Joint = Copies, Only = "russia" }, "copies-differ");
        Book.Do(command with { Joint = Copies, Only = "ukraine" });
        Book.Do(command with { Joint = Copies, Party = "russia", Id = Theirs, Only = "russia" });
    }

    private CorrectStatement Conditions(int? number, string text)
    {
        ValueList<CorrectedCondition> conditions = [new(number, text, ConditionState.Open, null)];
        return new("ukraine", Ours, null, new() { Conditions = conditions }, "misread") { Joint = Copies };
    }
}
