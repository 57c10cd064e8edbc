namespace PositionLedger.Domain.Stances.Worlds;

/// <summary>Worlds in which the same governs and the same removals have been brought about.</summary>
internal readonly record struct State(int Removed, int Ruler, Reach Reach);

/// <summary>All worlds at one point of time, by who of the uncertain has spoken: a bit for each.</summary>
internal sealed class Crowd(int parts)
{
    private static readonly List<State> None = [];

    private readonly List<State>?[] _states = new List<State>[1 << parts];

    public IReadOnlyList<State> this[int said] => _states[said] ?? None;

    public void Clear(int said) => _states[said] = null;

    /// <summary>Goes on to a stretch of days that lies behind all that was said.</summary>
    public void GoOn(int said, int start)
    {
        if (_states[said] is not { } states)
            return;

        Clear(said);
        foreach (var state in states)
            Add(said, state with { Reach = state.Reach.SeenFrom(start) });
    }

    /// <summary>Takes worlds in, unless worlds with at least their possibilities are there; those with fewer drop out.</summary>
    public void Add(int said, State state)
    {
        var states = _states[said] ??= [];
        for (var i = states.Count - 1; i >= 0; i--)
        {
            var known = states[i];
            if (known.Ruler != state.Ruler)
                continue;
            if (IsMore(known, state))
                return;
            if (!IsMore(state, known) && !(known.Removed == state.Removed && known.Reach.Adjoins(state.Reach)))
                continue;

            state = IsMore(state, known) ? state : state with { Reach = state.Reach.JoinedWith(known.Reach) };
            states.RemoveAt(i);
        }

        states.Add(state);
    }

    private static bool IsMore(State state, State than) => (state.Removed & than.Removed) == than.Removed && state.Reach.Covers(than.Reach);
}
