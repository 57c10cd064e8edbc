using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>Rules 2 to 6 for each statement by itself: it may govern, it is a signal beside the answer, or it drops out.</summary>
internal sealed class Sieve(Lane lane, Acts acts, LocalDate on)
{
    /// <summary>All that ever could govern up to the date asked about, in order of recording; some were removed by then.</summary>
    public List<Candidate> Candidates { get; } = [];

    public List<Signal> Signals { get; } = [];

    /// <summary>Whether any statement that stands may have been said on more than one day; if none may, there is only one world.</summary>
    public bool MetUncertainty { get; private set; }

    /// <summary>Puts a statement where it belongs.</summary>
    /// <param name="index">Its place in order of recording.</param>
    /// <returns>The step that drops it; null when it may govern on the date asked about.</returns>
    public Considered? Sift(Statement statement, int index)
    {
        var body = statement.Body;
        if (statement.Retracted)
            return new(statement, RuleStep.Retracted);

        MetUncertainty |= body.SaidOn.IsUncertain;
        if (OutcomeOf(body) is not { } outcome)
            return new(statement, RuleStep.CarriesNoStance);
        if (body.SaidOn.Latest > on)
            return new(statement, body.SaidOn.Earliest > on ? RuleStep.SaidLater : RuleStep.MayBeLater);

        var effect = acts.On(statement.Id);
        var indicated = WhyIndicated(body, effect);
        if (indicated is null)
            Candidates.Add(new(statement, index, outcome, effect));
        if (effect.RemovedOn <= on)
            return new(statement, RuleStep.Removed, effect.RemovedBy!.Body);

        return indicated is { } because ? Indicate(statement, outcome, because, effect) : null;
    }

    /// <summary>What keeps a statement that takes a side from governing on every date; null when it may govern on some.</summary>
    public SignalReason? WhyIndicated(StatementBody body, Effect effect) =>
        lane.WhyIndicated(body) ?? (effect.IsDenied ? SignalReason.UtteranceDenied : null);

    private Considered Indicate(Statement statement, Outcome outcome, SignalReason because, Effect effect)
    {
        Signals.Add(new(statement.Id, outcome, because));
        return because == SignalReason.UtteranceDenied
            ? new(statement, RuleStep.UtteranceDenied, effect.DeniedBy!.Body)
            : new(statement, RuleStep.Indicated) { Because = because };
    }

    /// <summary>What a statement stands for where it counts; null where it takes no side.</summary>
    public static Outcome? OutcomeOf(StatementBody body) =>
        body.Kind == StatementKind.Withdrawal ? Outcome.Withdrawn : (Outcome?)(int?)body.EffectiveStance;
}
