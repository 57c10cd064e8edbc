using System.Text.Json.Serialization;
using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Server.Stances;

/// <summary>What a party's position on an issue is, with everything a reader needs to judge it.</summary>
public record StanceCell
{
    [JsonPropertyOrder(-3)] public required string Party { get; init; }
    [JsonPropertyOrder(-2)] public required string Issue { get; init; }
    public required Outcome Stance { get; init; }
    public required Firmness? Firmness { get; init; }
    public required IReadOnlyList<StandingCondition> Conditions { get; init; }
    public required LocalDate? Since { get; init; }
    public required bool Stale { get; init; }
    public required Certainty Certainty { get; init; }

    /// <summary>Every outcome that the days which aren't known exactly leave possible; a set.</summary>
    public required IReadOnlyList<Outcome> Possible { get; init; }
    public required Confidence? Confidence { get; init; }
    public required Basis? Basis { get; init; }
    public required Guid? GovernedBy { get; init; }
    public required IReadOnlyList<Guid> Contested { get; init; }
    public required IReadOnlyList<StanceFlag> Flags { get; init; }
    public required IReadOnlyList<Guid> ReaffirmedBy { get; init; }
    public required IReadOnlyList<Guid> DivergingVoices { get; init; }
    public required IReadOnlyList<Signal> Signals { get; init; }

    internal static StanceCell Of(CellId cell, StanceAnswer answer) => new()
    {
        Party = cell.Party,
        Issue = cell.Issue,
        Stance = answer.Stance,
        Firmness = answer.Firmness,
        Conditions = answer.Conditions,
        Since = answer.Since,
        Stale = answer.Stale,
        Certainty = answer.Certainty,
        Possible = answer.Possible,
        Confidence = answer.Confidence,
        Basis = answer.Basis,
        GovernedBy = answer.GovernedBy,
        Contested = answer.Contested,
        Flags = answer.Flags,
        ReaffirmedBy = answer.ReaffirmedBy,
        DivergingVoices = answer.DivergingVoices,
        Signals = answer.Signals,
    };
}
