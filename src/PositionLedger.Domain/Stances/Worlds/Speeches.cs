using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances.Worlds;

/// <summary>What of a record can make a difference between two worlds on the date asked about.</summary>
internal sealed class Speeches
{
    private readonly int _on;

    private Speeches(int on) => _on = on;

    /// <summary>The statements that govern in some world, or may be heard in it; in order of recording.</summary>
    public List<Speech> Voices { get; private set; } = [];

    /// <summary>How many statements with an uncertain day make a difference.</summary>
    public int Uncertain { get; private set; }

    /// <param name="record">In order of recording.</param>
    public static Speeches Of(Statement[] record, Lane lane, LocalDate on)
    {
        var speeches = new Speeches(DayNumber.Of(on));
        speeches.Read(record, lane);
        return speeches;
    }

    private void Read(Statement[] record, Lane lane)
    {
        var declared = new List<Speech>(record.Length);
        for (var i = 0; i < record.Length; i++)
        {
            if (!record[i].Retracted && lane.IsDeclared(record[i].Body))
                declared.Add(new(record[i], i));
        }

        Remove(record, declared);
        Voices = declared.FindAll(speech => speech.Candidate is not null && speech.Earliest <= _on && !speech.IsGone);
        if (Voices.Exists(speech => speech.Candidate!.TakesAPlace && speech.Latest <= _on && speech.Acts.Count == 0))
            Voices.RemoveAll(speech => !speech.Candidate!.TakesAPlace);

        Uncertain = Voices.Concat(Voices.SelectMany(speech => speech.Acts).Select(act => act.By)).Distinct().Count(speech => speech.IsUncertain);
    }

    private void Remove(Statement[] record, List<Speech> declared)
    {
        if (!declared.Exists(speech => IsAct(speech.Body)))
            return;

        var targets = declared.Where(speech => speech.Candidate is not null).ToDictionary(speech => speech.Candidate!.Id);
        foreach (var speech in declared)
        {
            if (IsAct(speech.Body) && targets.TryGetValue(speech.Body.RefersTo!.Value, out var target) && MayActOn(speech, target))
                Add(new(speech, target.Earliest, speech.Body.Denies == Denies.Utterance), target);
        }
    }

    private void Add(Act act, Speech target)
    {
        if (act.Works(_on))
        {
            target.IsGone = true;
            target.Acts.Clear();
        }
        else if (!target.IsGone && act.MayWork(_on))
        {
            target.Acts.Add(act);
        }
    }

    private static bool IsAct(StatementBody body) => body.Kind.IsAct && body.RefersTo is not null;

    private static bool MayActOn(Speech act, Speech target) =>
        act.Party == target.Party
        && act.Body.Speaker.Authority >= target.Body.Speaker.Authority
        && !(act.Body.Denies == Denies.Utterance && Stances.Acts.IsEvidenced(target.Body));
}
