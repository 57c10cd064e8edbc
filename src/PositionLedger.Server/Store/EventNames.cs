using System.Collections.Frozen;
using PositionLedger.Domain;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Negotiations;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Server.Store;

/// <summary>The names of events on the wire: explicit and versioned, so that no class name is ever part of the history.</summary>
public static class EventNames
{
    public static IReadOnlyDictionary<Type, string> All { get; } = new Dictionary<Type, string>
    {
        [typeof(PartyOpened)] = "party.opened.v1",
        [typeof(PartyRenamed)] = "party.renamed.v1",
        [typeof(MembershipRecorded)] = "membership.recorded.v1",
        [typeof(SuccessionRecorded)] = "succession.recorded.v1",
        [typeof(NegotiationOpened)] = "negotiation.opened.v1",
        [typeof(RoundAdded)] = "round.added.v1",
        [typeof(IssueRegistered)] = "issue.registered.v1",
        [typeof(SourceRegistered)] = "source.registered.v1",
        [typeof(SourceGraded)] = "source.graded.v1",
        [typeof(StatementRecorded)] = "statement.recorded.v1",
        [typeof(StatementCorrected)] = "statement.corrected.v1",
        [typeof(StatementRetracted)] = "statement.retracted.v1",
        [typeof(StatementReinstated)] = "statement.reinstated.v1",
        [typeof(ReportAdded)] = "report.added.v1",
        [typeof(ReportAssessed)] = "report.assessed.v1",
        [typeof(ReportRetracted)] = "report.retracted.v1",
        [typeof(ConditionAssessed)] = "condition.assessed.v1",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Type> Types = All.ToFrozenDictionary(x => x.Value, x => x.Key);

    public static string Of(LedgerEvent fact) => All[fact.GetType()];

    /// <exception cref="InvalidOperationException">The database holds an event that this version doesn't know: start a newer one.</exception>
    public static Type TypeOf(string name) => Types.TryGetValue(name, out var type)
        ? type
        : throw new InvalidOperationException($"The ledger holds an event '{name}' that this version doesn't know.");
}
