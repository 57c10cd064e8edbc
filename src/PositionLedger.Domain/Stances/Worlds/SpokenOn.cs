namespace PositionLedger.Domain.Stances.Worlds;

/// <summary>The days on which what governs may have been said, as stretches in order that leave a gap between them.</summary>
internal sealed class SpokenOn
{
    private readonly (int From, int To)[] _stretches;

    public SpokenOn(int from, int to) => _stretches = [(from, to)];

    public SpokenOn(int day)
        : this(day, day)
    {
    }

    private SpokenOn((int From, int To)[] stretches) => _stretches = stretches;

    public int First => _stretches[0].From;

    public SpokenOn And(SpokenOn others)
    {
        var joined = new List<(int From, int To)>(_stretches.Length + others._stretches.Length);
        foreach (var stretch in _stretches.Concat(others._stretches).Order())
        {
            if (joined.Count > 0 && stretch.From <= joined[^1].To + 1)
                joined[^1] = (joined[^1].From, Math.Max(joined[^1].To, stretch.To));
            else
                joined.Add(stretch);
        }

        return new([.. joined]);
    }

    /// <summary>Those from a day on; null when there are none.</summary>
    public SpokenOn? Since(int day) =>
        _stretches[^1].To < day ? null
        : First >= day ? this
        : new([.. _stretches.Where(stretch => stretch.To >= day).Select(stretch => (Math.Max(stretch.From, day), stretch.To))]);

    /// <summary>The same, where all days so long past that everybody takes over are one.</summary>
    public SpokenOn SeenFrom(int start)
    {
        var recent = start - Succession.MaxDaysOfSilence;
        if (First >= recent || First == Reach.LongAgo)
            return First == Reach.LongAgo && _stretches.Length > 1 && _stretches[1].From < recent ? Folded(recent) : this;

        return Folded(recent);
    }

    private SpokenOn Folded(int recent) => Since(recent) is { } since ? new SpokenOn(Reach.LongAgo).And(since) : new(Reach.LongAgo);
}
