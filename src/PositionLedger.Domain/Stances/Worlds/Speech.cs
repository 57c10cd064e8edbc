using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances.Worlds;

/// <summary>A declared statement with the days on which a world may place it.</summary>
/// <param name="index">Its place in order of recording.</param>
internal sealed class Speech(Statement statement, int index)
{
    public string Party => statement.Party;

    public StatementBody Body { get; } = statement.Body;

    /// <summary>What it counts as where it may govern; null where it takes no side.</summary>
    public Candidate? Candidate { get; } =
        Sieve.OutcomeOf(statement.Body) is { } outcome ? new(statement, index, outcome, default) : null;

    public int Earliest { get; } = DayNumber.Of(statement.Body.SaidOn.Earliest);

    /// <summary>The last possible day, inclusive.</summary>
    public int Latest { get; } = DayNumber.Of(statement.Body.SaidOn.Latest);

    public bool IsUncertain => Earliest != Latest;

    /// <summary>Whether it is removed in every world.</summary>
    public bool IsGone { get; set; }

    /// <summary>The acts that remove it in some worlds; none when it is gone anyway.</summary>
    public List<Act> Acts { get; } = [];
}

/// <summary>A party's own act, as it works on one statement: only if it was said on the target's earliest day or later.</summary>
/// <param name="From">The earliest day of its target.</param>
/// <param name="OnEveryDate">Whether it works also before it was said, as the denial of an utterance does.</param>
internal sealed record Act(Speech By, int From, bool OnEveryDate)
{
    public bool Works(int on) => By.Earliest >= From && (OnEveryDate || By.Latest <= on);

    public bool MayWork(int on) => Math.Max(By.Earliest, From) <= (OnEveryDate ? By.Latest : Math.Min(By.Latest, on));

    /// <summary>Whether it may work in a world that has it said after <paramref name="on"/>.</summary>
    public bool MayWorkUnsaid(int on) => OnEveryDate && Math.Max(on + 1, From) <= By.Latest;

    /// <summary>Whether it may fail to work in a world that has it said after <paramref name="on"/>.</summary>
    public bool MayFailUnsaid(int on) => !OnEveryDate || Math.Max(on + 1, By.Earliest) <= Math.Min(By.Latest, From - 1);
}
