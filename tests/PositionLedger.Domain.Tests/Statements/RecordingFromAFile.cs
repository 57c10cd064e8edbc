using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

/// <summary>A line of a file may name what it refers to by its key, and bring the statement's id along.</summary>
public class RecordingFromAFile
{
    private readonly Recorder _desk = Open();

    private static StatementBody Withdrawal => NoLand with { Kind = StatementKind.Withdrawal, Stance = null, Firmness = null, EffectiveUntil = null };

    [Fact]
    public void A_key_stands_for_the_statement_that_was_recorded_under_it()
    {
        var target = _desk.Recorded(NoLand, "article-15");

        var recorded = _desk.Accepted<StatementRecorded>(Record(Withdrawal) with { RefersToKey = "article-15" });

        Assert.Equal(target, recorded.Body.RefersTo);
        Assert.Equal([new("ukraine", "one"), new("ukraine", "article-15")], (Record(Withdrawal, "one") with { RefersToKey = "article-15" }).Needs.Keys);
    }

    [Fact]
    public void A_key_that_nothing_was_recorded_under_is_refused_also_where_another_party_has_it()
    {
        _desk.Recorded(NoLand, "article-15", "russia");

        Assert.Equal("article-15", _desk.Refused(Record(Withdrawal) with { RefersToKey = "article-15" }, "unknown-statement", field: "refersTo").Subject);
    }

    [Fact]
    public void The_same_line_again_changes_nothing_where_it_refers_by_a_key()
    {
        _desk.Recorded(NoLand, "article-15");
        var id = _desk.Accepted<StatementRecorded>(Record(Withdrawal, "two") with { RefersToKey = "article-15" }).Id;

        _desk.Unchanged(Record(Withdrawal, "two") with { RefersToKey = "article-15" }, id.ToString());
    }

    [Fact]
    public void The_id_that_was_chosen_is_the_statements_and_the_same_again_changes_nothing()
    {
        var line = Record(NoLand) with { HasChosenId = true };

        Assert.Equal(line.Id, _desk.Accepted<StatementRecorded>(line).Id);
        _desk.Unchanged(line, line.Id.ToString());
        Assert.Equal([line.Id], line.Needs.Statements);
        Assert.Empty(Record(NoLand).Needs.Statements);
    }

    [Fact]
    public void An_id_that_another_statement_has_is_refused_and_so_is_one_that_was_amended_since()
    {
        var line = Record(NoLand) with { HasChosenId = true };
        _desk.Accepted<StatementRecorded>(line);

        Assert.Equal(line.Id.ToString(), _desk.Refused(line with { Body = NoLand with { Firmness = Firmness.RedLine } }, "statement-exists", RefusalKind.Conflict, "id").Subject);
        Assert.Equal(line.Id.ToString(), _desk.Refused(line with { Party = "russia" }, "statement-exists", RefusalKind.Conflict, "id").Subject);
        _desk.Do(new CorrectStatement("ukraine", line.Id, null, new() { Firmness = Firmness.RedLine }, "read again"));
        _desk.Refused(line, "statement-exists", RefusalKind.Conflict, "id");
    }

    [Fact]
    public void A_copys_id_counts_like_the_first_ones()
    {
        var line = RecordJointly(NoLand) with { HasChosenId = true };
        _desk.Do(line);

        _desk.Unchanged(line, line.Id.ToString());
        _desk.Refused(Record(NoLand, null, "russia") with { Id = line.JointWith[0].Statement, HasChosenId = true }, "statement-exists", RefusalKind.Conflict, "id");
    }
}
