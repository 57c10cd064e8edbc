using CsCheck;
using NodaTime;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>The record's moves and the party's are told apart, in every history with amendments.</summary>
public class LawsOfRevisions
{
    /// <summary>One more thing a recorder does; the numbers choose what, and to which statement.</summary>
    private static readonly Gen<(int What, int Place, Draft Draft)> Acts = Gen.Select(Gen.Int[0, 7], Gen.Int[0, 9], Histories.Drafts);

    private static readonly Gen<(Scene Scene, (int What, int Place, Draft Draft)[] Acts)> Amended =
        Gen.Select(Histories.Scenes, Acts.Array[0, 5]);

    [Fact]
    public void The_stance_is_revised_exactly_where_an_event_about_the_past_changes_it_on_some_day() => Amended.Hold(sample =>
    {
        var (history, dossiers) = Recorded(sample);
        var revisions = Revisions.Of("party", history.Changes, sample.Scene.Policy);

        // The last draft that was recorded, and what was done after it.
        for (var i = Math.Max(0, history.Changes.Count - sample.Acts.Length - 1); i < history.Changes.Count; i++)
        {
            var revised = revisions.Where(revision => revision.Event == history.Changes[i].Event).ToList();
            var expected = FirstDifference(dossiers[i], dossiers[i + 1], sample.Scene.Policy);
            var stretch = revised.SingleOrDefault(revision => revision.Kind == RevisionKind.StanceRevised)?.Stretch;
            if (revised.Count > 0)
                Assert.Equal(expected, stretch is null ? null : (stretch.From, stretch.Before, stretch.After));
            else if (expected is { } appended)
                Assert.True(IsTheLatest(history.Changes[i].Fact, dossiers[i], appended.From), $"{history.Changes[i].Fact} changed {appended}");
        }
    });

    [Fact]
    public void Every_amendment_but_of_conditions_is_told_once_in_order_of_recording() => Amended.Hold(sample =>
    {
        var (history, _) = Recorded(sample);
        var amendments = history.Changes.Where(change => change.Fact is StatementAmendment).Select(change => change.Event);

        var revisions = Revisions.Of("party", history.Changes, sample.Scene.Policy);

        Assert.Equal(revisions.OrderBy(revision => revision.RecordedAt), revisions);
        Assert.Equal(amendments, revisions
            .Where(revision => revision.Kind is not (RevisionKind.Backfilled or RevisionKind.StanceRevised) && revision.Statement is not null)
            .Select(revision => revision.Event));
    });

    [Fact]
    public void No_regrade_correction_or_retraction_is_a_shift() => Amended.Hold(sample =>
    {
        var (history, dossiers) = Recorded(sample);
        Statement[] atFirst =
        [
            .. history.Statements.Where(statement => !statement.Retracted)
                .Select(statement => Statement.Recorded("party", statement.Order, new(statement.Id, null, statement.Body))),
        ];

        Assert.Equal(
            Shifts.ShiftsOf(StanceTimeline.Of(new(atFirst, dossiers[^1].Grades), sample.Scene.Policy)),
            Shifts.ShiftsOf(StanceTimeline.Of(history.Dossier, sample.Scene.Policy)));
    });

    private static (History History, List<Dossier> Dossiers) Recorded((Scene Scene, (int What, int Place, Draft Draft)[] Acts) sample)
    {
        var history = new History(sample.Scene.Drafts);
        foreach (var (what, place, draft) in sample.Acts)
        {
            if (history.Statements is { Count: > 0 } statements)
                history.Send(Act(what, statements[place % statements.Count].Id, draft));
        }

        return (history, Dossiers(history));
    }

    private static Command Act(int what, Guid id, Draft draft) => what switch
    {
        0 or 1 => new CorrectStatement("party", id, null, draft.Body.AsChanges(), "a slip"),
        2 => new RetractStatement("party", id, null, "misquoted"),
        3 => new ReinstateStatement("party", id, null, "quoted well"),
        4 => new AddReport("party", id, null, draft.Body.Reports[0]),
        5 => new AssessReport("party", id, null, 1, draft.Body.Reports[0].Credibility, "looked again"),
        6 => new RetractReport("party", id, null, 1, "of another day"),
        _ => new GradeSource(draft.Body.Reports[0].Source, (Reliability)(draft.Target % 6), "looked again"),
    };

    // What was known before each event, and after the last one.
    private static List<Dossier> Dossiers(History history)
    {
        var statements = new List<Statement>();
        var grades = new Dictionary<string, Reliability>();
        List<Dossier> dossiers = [new([], grades)];
        foreach (var (_, _, stream, fact) in history.Changes)
        {
            if (fact is StatementRecorded recorded)
                statements = [.. statements, Statement.Recorded("party", statements.Count + 1, recorded)];
            if (fact is StatementAmendment amendment)
                statements = statements.ConvertAll(s => s.Id == amendment.Statement ? s.Evolve(amendment) : s);
            if (fact is SourceRegistered source)
                grades = new(grades) { [source.Id] = source.Reliability };
            if (fact is SourceGraded graded)
                grades = new(grades) { [StreamKey.IdOf(stream)] = graded.Reliability };
            dossiers.Add(new(statements, grades));
        }

        return dossiers;
    }

    private static (LocalDate From, Outcome Before, Outcome After)? FirstDifference(Dossier before, Dossier after, Policy policy)
    {
        var (was, now) = (StanceTimeline.PlacedOnLatestDays(before, policy), StanceTimeline.PlacedOnLatestDays(after, policy));
        foreach (var day in Days(before).Concat(Days(after)).Distinct().Order())
        {
            if (was.At(day).Stance != now.At(day).Stance)
                return (day, was.At(day).Stance, now.At(day).Stance);
        }

        return null;
    }

    private static IEnumerable<LocalDate> Days(Dossier dossier) => dossier.Own.SelectMany(s => (LocalDate[])
    [
        s.Body.SaidOn.Latest, (s.Body.EffectiveUntil ?? s.Body.SaidOn.Latest).PlusDays(1),
        .. s.Body.Conditions.SelectMany(c => c.Assessments).Select(a => a.On),
    ]);

    // What is said last may change the days from its own on; that the party did.
    private static bool IsTheLatest(LedgerEvent fact, Dossier before, LocalDate changed) =>
        fact is StatementRecorded { Body: var body } && changed >= body.SaidOn.Latest
        && before.Own.All(s => s.Retracted || s.Body.SaidOn.Latest <= body.SaidOn.Latest);
}
