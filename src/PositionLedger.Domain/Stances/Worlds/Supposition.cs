namespace PositionLedger.Domain.Stances.Worlds;

/// <summary>A statement with an uncertain day that is heard, under one supposition.</summary>
/// <param name="Limit">The last day it may be said on, up to the date asked about.</param>
/// <param name="MayStayUnsaid">Whether it may have been said only after the date asked about.</param>
/// <param name="Removes">A bit for the supposed removal that it has to bring about; 0 where it has none.</param>
/// <param name="RemovesFrom">The first day on which it brings that about.</param>
/// <param name="RemovesUnsaid">Whether it may do so though it was said later than the date asked about.</param>
internal sealed record Part(
    Candidate Candidate, int Earliest, int Limit, bool MayStayUnsaid, int Removes, int RemovesFrom, bool RemovesUnsaid);

/// <summary>Which statements the worlds looked at have removed, and whether somebody takes a place in them: the rest is succession.</summary>
internal sealed class Supposition
{
    private readonly List<Part> _parts = [];

    private Supposition(int on, bool isPlaced) => (On, IsPlaced) = (on, isPlaced);

    public int On { get; }

    /// <summary>Whether somebody takes a place on the scale or withdraws; if so, what doesn't has given way.</summary>
    public bool IsPlaced { get; }

    /// <summary>What is heard on a certain day, by that day.</summary>
    public SortedList<int, List<Candidate>> Certain { get; } = [];

    public IReadOnlyList<Part> Parts => _parts;

    /// <summary>The bits of the removals that have to be brought about.</summary>
    public int Removals { get; private set; }

    /// <param name="removed">The statements that are supposed to be removed, of those that some act may remove.</param>
    /// <returns>Null where no world is like that.</returns>
    public static Supposition? Of(List<Speech> voices, HashSet<Speech> removed, bool isPlaced, int on)
    {
        var supposition = new Supposition(on, isPlaced);
        var sides = voices.ToDictionary(voice => voice, voice => removed.Contains(voice) ? Side.Silent
            : voice.Candidate!.TakesAPlace == isPlaced ? Side.Heard
            : isPlaced ? Side.Silent : Side.Unsaid);
        if (sides.Any(side => side.Value == Side.Unsaid && side.Key.Latest <= on))
            return null;

        var parts = voices.Where(voice => sides[voice] == Side.Heard && voice.IsUncertain)
            .ToDictionary(voice => voice, voice => PartOf(voice, on));
        foreach (var target in voices)
        {
            if (target.Acts.Count > 0 && !(removed.Contains(target) ? supposition.Remove(target, sides, parts) : Keep(target, sides, parts, on)))
                return null;
        }

        return supposition.Hear(voices, sides, parts) ? supposition : null;
    }

    // An act that isn't heard is free to have been said on whatever day it takes; only a heard one has other things to do as well.
    private bool Remove(Speech target, Dictionary<Speech, Side> sides, Dictionary<Speech, Part> parts)
    {
        var sideOf = target.Acts.ToLookup(act => sides.GetValueOrDefault(act.By));
        if (sideOf.Contains(Side.Silent) || sideOf[Side.Unsaid].Any(act => act.MayWorkUnsaid(On)))
            return true;

        var bit = Removals + 1; // the bits so far are all the lower ones
        foreach (var act in sideOf[Side.Heard])
        {
            var part = parts[act.By];
            parts[act.By] = part with { Removes = bit, RemovesFrom = act.From, RemovesUnsaid = part.MayStayUnsaid && act.MayWorkUnsaid(On) };
        }

        Removals += sideOf.Contains(Side.Heard) ? bit : 0;
        return sideOf.Contains(Side.Heard);
    }

    private static bool Keep(Speech target, Dictionary<Speech, Side> sides, Dictionary<Speech, Part> parts, int on)
    {
        foreach (var act in target.Acts)
        {
            var side = sides.GetValueOrDefault(act.By);
            if (side == Side.Unsaid && !act.MayFailUnsaid(on))
                return false;
            if (side != Side.Heard)
                continue;

            var part = parts[act.By];
            parts[act.By] = part with
            {
                Limit = Math.Min(part.Limit, act.From - 1),
                MayStayUnsaid = part.MayStayUnsaid && act.MayFailUnsaid(on),
            };
        }

        return true;
    }

    private bool Hear(List<Speech> voices, Dictionary<Speech, Side> sides, Dictionary<Speech, Part> parts)
    {
        foreach (var voice in voices)
        {
            if (parts.TryGetValue(voice, out var part))
                _parts.Add(part);
            else if (sides[voice] == Side.Heard && Certain.TryGetValue(voice.Latest, out var day))
                day.Add(voice.Candidate!);
            else if (sides[voice] == Side.Heard)
                Certain.Add(voice.Latest, [voice.Candidate!]);
        }

        return _parts.TrueForAll(part => part.MayStayUnsaid || part.Earliest <= part.Limit);
    }

    private static Part PartOf(Speech voice, int on) =>
        new(voice.Candidate!, voice.Earliest, Math.Min(voice.Latest, on), voice.Latest > on, 0, int.MaxValue, false);

    private enum Side
    {
        /// <summary>Removed, given way, or never a voice: its day doesn't matter to the succession.</summary>
        Silent,
        Heard,

        /// <summary>It would take a place, and nobody does.</summary>
        Unsaid,
    }
}
