using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Stances.Worlds;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>By brute force what is possible where there are too many uncertain statements to tell apart: each is heard on any of
/// its days, on several or on none, and what may be removed is heard or not.</summary>
internal sealed class LooseWorlds(List<Speech> voices, LocalDate on, Policy policy)
{
    private readonly List<Speech> _placed = voices.FindAll(voice => voice.Candidate!.TakesAPlace);
    private readonly List<Speech> _others = voices.FindAll(voice => !voice.Candidate!.TakesAPlace);

    /// <summary>How many worlds there are.</summary>
    public double Count => Math.Max(CountOf(_placed), CountOf(_others));

    public ValueList<Outcome> Outcomes()
    {
        var placed = Worlds(_placed).Where(outcome => outcome != Outcome.Undeclared);
        var somebodySurelyTakesAPlace = SurelySaidBy(_placed) is not null;
        return ValueList.Create<Outcome>([.. placed.Concat(somebodySurelyTakesAPlace ? [] : Worlds(_others)).Distinct().Order()]);
    }

    private double CountOf(List<Speech> speeches) => speeches.Aggregate(1.0, (count, speech) => count * Math.Pow(2, IsLoose(speech) ? Days(speech).Count() : 0));

    private IEnumerable<Outcome> Worlds(List<Speech> speeches)
    {
        IEnumerable<List<Candidate>> worlds = [[]];
        foreach (var speech in speeches)
            worlds = worlds.SelectMany(_ => Appearances(speech), (world, appearances) => (List<Candidate>)[.. world, .. appearances]).ToList();
        var surelySaidBy = SurelySaidBy(speeches);
        foreach (var world in worlds)
        {
            List<Candidate> heard = [.. world.OrderBy(candidate => candidate.Day).ThenBy(candidate => candidate.Index)];
            if (surelySaidBy is null || (heard.Count > 0 && heard[0].Day <= surelySaidBy))
                yield return Succession.Of(heard, policy).Governing is { } voice ? Face.Of(voice, on).Outcome : Outcome.Undeclared;
        }
    }

    // Nobody governs no longer than this.
    private LocalDate? SurelySaidBy(List<Speech> speeches) => speeches
        .Where(speech => speech.Acts.Count == 0 && speech.Body.SaidOn.Latest <= on).Select(speech => (LocalDate?)speech.Body.SaidOn.Latest).Min();

    private IEnumerable<List<Candidate>> Appearances(Speech speech)
    {
        var days = Days(speech).ToList();
        var appearances = Enumerable.Range(0, 1 << days.Count)
            .Select(chosen => days.Where((_, i) => (chosen & 1 << i) != 0).Select(day => On(day, speech.Candidate!)).ToList());
        return IsLoose(speech) ? appearances : appearances.Where(all => all.Count == days.Count);
    }

    private IEnumerable<LocalDate> Days(Speech speech)
    {
        for (var day = speech.Body.SaidOn.Earliest; day <= LocalDate.Min(speech.Body.SaidOn.Latest, on); day = day.PlusDays(1))
            yield return day;
    }

    private static bool IsLoose(Speech speech) => speech.IsUncertain || speech.Acts.Count > 0;

    private static Candidate On(LocalDate day, Candidate candidate)
    {
        var statement = Say.That(null, "2025-01-01") with { Id = candidate.Id, Body = candidate.Body };
        return new(statement.With(body => body.SaidOn.IsUncertain ? body with { SaidOn = SaidOn.Day(day) } : body), candidate.Index, candidate.Outcome, default);
    }
}
