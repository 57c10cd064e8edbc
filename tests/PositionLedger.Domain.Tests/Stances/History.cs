using NodaTime;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>A history as it is recorded: drafts that a rule refuses are left out.</summary>
internal sealed class History
{
    private readonly Recorder _recorder = new();

    public History()
    {
        _recorder.Do(new RegisterIssue(new("issue", "talks", "Title", "Proposition", null)));
        foreach (var (source, grade) in Say.Grades)
            _recorder.Do(new RegisterSource(source, source, null, grade));
        foreach (var party in new[] { "party", "other" })
            _recorder.Do(new OpenParty(new(party, party, PartyKind.State, [])));
    }

    public History(IEnumerable<Draft> drafts)
        : this()
    {
        foreach (var draft in drafts)
            Record(draft);
    }

    /// <summary>What stands recorded for the party, in order of recording.</summary>
    public List<Statement> Statements => [.. _recorder.Ledger.Statements.Values.Where(s => s.Party == "party").OrderBy(s => s.Order)];

    public Ledger Ledger => _recorder.Ledger;

    /// <summary>Everything recorded, in order.</summary>
    public List<RecordedChange> Changes => _recorder.Changes;

    /// <summary>All that is known of the party.</summary>
    public Dossier Dossier => new(Statements, _recorder.Grades());

    public Decision Send(Command command) => _recorder.Send(command);

    /// <summary>Records a draft; null when a rule refuses it.</summary>
    public Statement? Record(Draft draft, string party = "party")
    {
        var own = Statements;
        var target = draft.Body.Kind.IsAct && draft.Target < own.Count ? own[draft.Target].Id : (Guid?)null;
        var id = new Guid(Ledger.Statements.Count + 1, 0, 0, new byte[8]);
        return Send(new RecordStatement(party, id, null, draft.Body with { RefersTo = target })) is Decision.Accepted
            ? Ledger.Statements[id]
            : null;
    }

    public StanceAnswer Stance(LocalDate on, Policy policy, string party = "party") => _recorder.StanceOf(party, "issue", on, policy);
}

/// <summary>What corrections need.</summary>
internal static class Corrections
{
    /// <summary>The correction of everything that can be corrected, to what a statement says.</summary>
    public static StatementChanges AsChanges(this StatementBody body) => new()
    {
        Speaker = body.Speaker,
        Kind = body.Kind,
        Stance = body.Stance,
        Firmness = body.Firmness,
        Conditions = ValueList.Create<CorrectedCondition>(
            [.. body.StandingConditions.Select(c => new CorrectedCondition(null, c.Text, c.State, c.Otherwise))]),
        SaidOn = body.SaidOn,
        EffectiveUntil = body.EffectiveUntil,
        Denies = body.Denies,
        Quote = body.Quote,
        Attribution = body.Attribution,
        Report = body.Reports[0],
    };
}
