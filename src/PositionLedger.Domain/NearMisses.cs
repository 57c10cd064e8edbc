namespace PositionLedger.Domain;

/// <summary>Finds the ids that somebody may have meant.</summary>
public static class NearMisses
{
    private const int MaxSuggestions = 5;

    /// <summary>The ids few edits away from <paramref name="given"/>, or that contain it or are contained in it; nearest first.</summary>
    /// <param name="given">An id, or something else that was sent in its place; capitals don't count.</param>
    public static IReadOnlyList<string> Of(string given, IEnumerable<string> known)
    {
        var id = given.ToLowerInvariant();
        // Every short id is two edits away from any other.
        var edits = Math.Min(Math.Max(2, id.Length / 4), id.Length / 2);
        return
        [
            .. known.Select(candidate => (candidate, distance: Distance(id, candidate)))
                .Where(x => x.distance <= edits || Contains(x.candidate, id))
                .OrderBy(x => x.distance).ThenBy(x => x.candidate, StringComparer.Ordinal)
                .Take(MaxSuggestions).Select(x => x.candidate),
        ];
    }

    private static bool Contains(string candidate, string id) =>
        id.Length > 0 && (candidate.Contains(id, StringComparison.Ordinal) || id.Contains(candidate, StringComparison.Ordinal));

    // Levenshtein's distance, by rows.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = a[i - 1] == b[j - 1] ? diagonal : 1 + Math.Min(diagonal, Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
