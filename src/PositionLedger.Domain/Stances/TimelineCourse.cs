using NodaTime;
using PositionLedger.Domain.Stances.Worlds;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>The course of a stance where no bloc may speak: one succession for each stretch of days in which candidates only
/// join, and what else is possible asked where that may change.</summary>
/// <param name="boundaries">Where days are uncertain: the days on which what is possible may change, ascending.</param>
internal sealed class TimelineCourse(
    Dossier dossier, Policy policy, LocalDate? first, TimelineBuilder line, IReadOnlyList<LocalDate> boundaries)
{
    private readonly Statement[] _record = Heard.InOrderOfRecording(dossier.Own);
    private readonly Lane _lane = new(dossier.Grades);
    private Outcome? _outcome;
    private LocalDate? _since;
    private int _passed;

    public void Unroll()
    {
        var acts = Acts.Of(_record, _lane);
        var sieve = new Sieve(_lane, acts, LocalDate.MaxIsoValue);
        for (var i = 0; i < _record.Length; i++)
        {
            sieve.Sift(_record[i], i);
            Indicate(_record[i], acts.On(_record[i].Id), sieve);
        }

        Unroll(new Candidates(sieve.Candidates));
    }

    private void Unroll(Candidates candidates)
    {
        LocalDate[] starts = [.. candidates.DropOuts()];
        if (boundaries.Count > 0)
            Hold(LocalDate.MinIsoValue, starts.Length > 0 ? starts[0].PlusDays(-1) : LocalDate.MaxIsoValue, new() { Stance = Outcome.Undeclared });

        var (heard, standing, succession) = (new List<Candidate>(), new List<Candidate>(), Succession.Of([], policy));
        for (var i = 0; i < starts.Length; i++)
        {
            var end = i + 1 < starts.Length ? starts[i + 1].PlusDays(-1) : LocalDate.MaxIsoValue;
            line.HasBegun |= end < first;
            if (end < first)
                continue;

            candidates.On(end, standing);
            succession.Rehear(heard, standing, policy);
            (heard, standing) = (standing, heard);
            Unroll(succession.Turns, starts[i], end);
        }
    }

    private void Indicate(Statement statement, Effect effect, Sieve sieve)
    {
        if (statement.Retracted || Sieve.OutcomeOf(statement.Body) is not { } outcome
            || sieve.WhyIndicated(statement.Body, effect) is not { } because)
            return;

        var day = statement.Body.SaidOn.Latest;
        if (!(effect.RemovedOn <= day))
            line.Shows(statement.Id, VoiceRole.Signal, day, effect.RemovedOn?.PlusDays(-1), new(statement.Id, outcome, because));
    }

    private void Unroll(List<Turn> turns, LocalDate start, LocalDate end)
    {
        var next = turns.FindLastIndex(turn => turn.Kind == TurnKind.TakesOver && turn.Voice.Day <= start);
        if (next < 0)
        {
            Hold(start, turns.Count == 0 ? end : turns[0].Voice.Day.PlusDays(-1), new() { Stance = Outcome.Undeclared });
            next = 0;
        }

        while (next < turns.Count)
            next = Govern(turns, next, start, end);
    }

    // What one voice comes to within the stretch, and who is heard beside it; answers which turn takes over next.
    private int Govern(List<Turn> turns, int index, LocalDate start, LocalDate end)
    {
        var next = turns.FindIndex(index + 1, turn => turn.Kind == TurnKind.TakesOver);
        var (heard, until) = next < 0 ? (turns.Count, end) : (next, turns[next].Voice.Day.PlusDays(-1));
        var voice = turns[index].Voice;
        var from = LocalDate.Max(voice.Day, start);
        LocalDate[] days = [from, .. Face.Changes(voice, until).Where(day => day > from).Reverse()];
        for (var i = 0; i < days.Length; i++)
            Hold(days[i], i + 1 < days.Length ? days[i + 1].PlusDays(-1) : until, Answer.Of(voice, days[i], _lane));
        for (var i = index + 1; i < heard; i++)
            Hear(turns[i], LocalDate.Max(turns[i].Voice.Day, start), until);
        return heard;
    }

    private void Hold(LocalDate from, LocalDate until, StanceAnswer answer)
    {
        if (!(until < first))
            answer = answer with { Since = SinceWhen(from, answer.Stance) };

        for (; from <= until; from = boundaries[_passed])
        {
            while (_passed < boundaries.Count && boundaries[_passed] <= from)
                _passed++;
            var end = _passed < boundaries.Count && boundaries[_passed] <= until ? boundaries[_passed].PlusDays(-1) : until;
            if (!(end < first) || !line.HasBegun)
                line.Holds(from, OrOpen(end), answer with { Possible = PossibleOn(from, answer.Stance) });
            if (end == until)
                return;
        }
    }

    private LocalDate? SinceWhen(LocalDate from, Outcome stance)
    {
        // What was before a timeline that begins later isn't unrolled; how long the stance had held by then is asked once.
        if (_outcome is null && first is { } asked)
            _since = StanceRule.Derive(dossier, LocalDate.Max(from, asked), policy).Since;
        else if (stance != _outcome)
            _since = stance == Outcome.Undeclared ? null : from;

        _outcome = stance;
        return _since;
    }

    private ValueList<Outcome> PossibleOn(LocalDate day, Outcome stance) =>
        boundaries.Count == 0 ? [stance] : PossibleOutcomes.Of(_record, _lane, day, policy, stance).ToList();

    private void Hear(Turn turn, LocalDate from, LocalDate until)
    {
        foreach (var speaker in turn.Voice.Speakers)
            line.Shows(speaker.Id, turn.Kind == TurnKind.Reaffirms ? VoiceRole.Reaffirms : VoiceRole.Diverges, from, OrOpen(until));
    }

    private static LocalDate? OrOpen(LocalDate until) => until == LocalDate.MaxIsoValue ? null : until;
}
