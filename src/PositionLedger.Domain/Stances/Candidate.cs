using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>Rule 6: a declared statement that may govern, placed on the latest day it may have been said on (rule 9).</summary>
internal sealed class Candidate(Statement statement, int index, Outcome outcome, Effect effect)
{
    private readonly LocalDate? _removedOn = effect.RemovedOn;

    public Guid Id => statement.Id;

    public StatementBody Body { get; } = statement.Body;

    /// <summary>Its place in order of recording.</summary>
    public int Index => index;

    public Outcome Outcome => outcome;

    /// <summary>What the party's own acts did to it; from the day it was removed it is no candidate any more.</summary>
    public Effect Effect => effect;

    public LocalDate Day { get; } = statement.Body.SaidOn.Latest;

    public Authority Authority => Body.Speaker.Authority;

    /// <summary>Whether it takes a place on the scale or withdraws; what doesn't gives way as soon as another one does.</summary>
    public bool TakesAPlace => Outcome is not (Outcome.Ambiguous or Outcome.DeclinesToSay);

    public bool StandsOn(LocalDate on) => Day <= on && !(_removedOn <= on);
}
