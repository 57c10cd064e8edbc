using NodaTime;
using PositionLedger.Domain.Stances.Worlds;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>A record sifted for a date: the statements of a party, or of all blocs that speak for it, on one issue.</summary>
internal sealed class Heard
{
    private readonly Statement[] _record;
    private readonly Lane _lane;
    private readonly LocalDate _on;
    private readonly Policy _policy;
    private readonly Sieve _sieve;
    private readonly Considered?[] _considered;

    public Heard(IReadOnlyCollection<Statement> statements, Lane lane, LocalDate on, Policy policy)
    {
        (_record, _lane, _on, _policy) = (InOrderOfRecording(statements), lane, on, policy);
        _sieve = new(lane, Acts.Of(_record, lane), on);
        _considered = Array.ConvertAll(_record, Sift());
        Candidates = new(_sieve.Candidates);
        Succession = Succession.Of(Candidates.On(on), policy);
    }

    public Candidates Candidates { get; }

    public List<Signal> Signals => _sieve.Signals;

    /// <summary>The days' voices up to the date asked about, and what governs then.</summary>
    public Succession Succession { get; }

    /// <param name="day">The date asked about or one before it.</param>
    public Succession SuccessionOn(LocalDate day) =>
        day == _on ? Succession : Succession.Of(Candidates.On(day), _policy);

    /// <summary>What the record alone comes to on the date asked about.</summary>
    public StanceAnswer Answer() => Stances.Answer.Of(Succession, _on, _lane);

    /// <summary>The outcomes over all worlds of the record.</summary>
    /// <param name="stance">What it comes to on the latest days.</param>
    public OutcomeSet Possible(Outcome stance) => _sieve.MetUncertainty
        ? PossibleOutcomes.Of(_record, _lane, _on, _policy, stance)
        : default(OutcomeSet).With(stance);

    public ValueList<Considered> Explained() => new Explanation(_considered, _record).Of(Succession, _on, _policy);

    internal static Statement[] InOrderOfRecording(IReadOnlyCollection<Statement> statements)
    {
        Statement[] record = [.. statements];
        for (var i = 1; i < record.Length; i++)
        {
            if (record[i].Order < record[i - 1].Order)
                return [.. record.OrderBy(statement => statement.Order)];
        }

        return record;
    }

    private Converter<Statement, Considered?> Sift()
    {
        var index = 0;
        return statement => _sieve.Sift(statement, index++);
    }
}
