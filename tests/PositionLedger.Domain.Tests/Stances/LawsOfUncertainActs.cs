using CsCheck;
using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Stances.Worlds;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>What an act on an uncertain day may do, against each of its days: it works where it was said on its target's first day or later.</summary>
public class LawsOfUncertainActs
{
    private static readonly LocalDate Start = new(2025, 1, 1);

    private static readonly Gen<Question> Any = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Bool,
        (first, more, from, on, always) => new Question(new(new(SaidBetween(first, first + more), 0), Number(from), always), Number(on)));

    [Fact]
    public void It_works_where_it_does_on_each_of_its_days() => Any.Hold(asked => Assert.Equal(asked.Days.All(asked.WorksIfSaid), asked.Act.Works(asked.On)));

    [Fact]
    public void It_may_work_where_it_does_on_any_of_its_days() => Any.Hold(asked => Assert.Equal(asked.Days.Any(asked.WorksIfSaid), asked.Act.MayWork(asked.On)));

    [Fact]
    public void Said_later_than_asked_it_may_work_where_it_does_on_any_later_day() => Any.Hold(asked =>
        Assert.Equal(asked.Days.Where(day => day > asked.On).Any(asked.WorksIfSaid), asked.Act.MayWorkUnsaid(asked.On)));

    [Fact]
    public void Said_later_than_asked_it_may_fail_where_it_does_on_any_later_day() => Any.Hold(asked =>
    {
        var later = asked.Days.Where(day => day > asked.On).ToList();
        if (later.Count > 0)
            Assert.Equal(later.Exists(day => !asked.WorksIfSaid(day)), asked.Act.MayFailUnsaid(asked.On));
    });

    private static Statement SaidBetween(int first, int last) => Say.That(Stance.Open, first == last
        ? $"{Start.PlusDays(first):uuuu-MM-dd}"
        : $"{Start.PlusDays(first):uuuu-MM-dd}/{Start.PlusDays(last):uuuu-MM-dd}");

    private static int Number(int day) => DayNumber.Of(Start.PlusDays(day));

    private sealed record Question(Act Act, int On)
    {
        public IEnumerable<int> Days => Enumerable.Range(Act.By.Earliest, Act.By.Latest - Act.By.Earliest + 1);

        public bool WorksIfSaid(int day) => day >= Act.From && (Act.OnEveryDate || day <= On);
    }
}
