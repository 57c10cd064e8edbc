using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>Puts a timeline together from stretches that come in order of their days; equal neighbours become one.</summary>
internal sealed class TimelineBuilder(Dossier dossier, LocalDate? first)
{
    private readonly Dictionary<Guid, (Statement Statement, int Rank)> _statements = Ranked(dossier);
    private readonly List<StancePeriod> _periods = [];
    private readonly List<ShownVoice> _voices = [];
    private readonly Dictionary<(Guid, VoiceRole), int> _latest = [];

    /// <summary>Whether anything has been possible by now; what was before isn't told.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Takes a whole answer, which holds from a day to another one, inclusive.</summary>
    public void Answers(LocalDate from, LocalDate? until, StanceAnswer answer)
    {
        Holds(from, until, answer);
        foreach (var id in answer.ReaffirmedBy)
            Shows(id, VoiceRole.Reaffirms, from, until);
        foreach (var id in answer.DivergingVoices)
            Shows(id, VoiceRole.Diverges, from, until);
        foreach (var signal in answer.Signals)
            Shows(signal.Statement, VoiceRole.Signal, from, until, signal);
    }

    /// <summary>Takes a stance, which holds from a day to another one, inclusive.</summary>
    public void Holds(LocalDate from, LocalDate? until, StanceAnswer answer)
    {
        HasBegun |= answer.Possible.Any(outcome => outcome != Outcome.Undeclared);
        if (!HasBegun || until < first)
            return;

        var governing = answer.GovernedBy ?? (answer.Contested.Count > 0 ? answer.Contested[0] : null);
        var period = StancePeriod.Of(answer, Told(from), governing is { } id ? _statements[id].Statement : null);
        if (_periods.Count == 0 || _periods[^1] with { From = period.From } != period)
            _periods.Add(period);
    }

    /// <summary>Takes a voice beside the stance, which is shown from a day to another one, inclusive.</summary>
    public void Shows(Guid statement, VoiceRole role, LocalDate from, LocalDate? until, Signal? signal = null)
    {
        if (until < first)
            return;
        if (_latest.TryGetValue((statement, role), out var index) && _voices[index].Until?.PlusDays(1) == from)
        {
            _voices[index] = _voices[index] with { Until = until };
            return;
        }

        _latest[(statement, role)] = _voices.Count;
        _voices.Add(new()
        {
            Statement = statement,
            Role = role,
            From = Told(from),
            Until = until,
            SaidDay = _statements[statement].Statement.Body.SaidOn.Latest,
            Outcome = signal?.Stance,
            Because = signal?.Because,
        });
    }

    public StanceTimeline Build() => new(first, Ended(), [.. _voices
        .OrderBy(voice => voice.Role == VoiceRole.Signal ? LocalDate.MaxIsoValue : voice.SaidDay)
        .ThenBy(voice => _statements[voice.Statement].Rank).ThenBy(voice => voice.From)]);

    private ValueList<StancePeriod> Ended()
    {
        for (var i = 1; i < _periods.Count; i++)
            _periods[i - 1] = _periods[i - 1] with { Until = _periods[i].From.PlusDays(-1) };
        return [.. _periods];
    }

    private LocalDate Told(LocalDate from) => from < first ? first.Value : from;

    private static Dictionary<Guid, (Statement Statement, int Rank)> Ranked(Dossier dossier) =>
        Heard.InOrderOfRecording(dossier.Own).Concat(Heard.InOrderOfRecording(dossier.OfBlocs))
            .Select((statement, rank) => (statement, rank)).ToDictionary(x => x.statement.Id);
}
