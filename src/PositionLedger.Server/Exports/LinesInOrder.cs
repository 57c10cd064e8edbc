namespace PositionLedger.Server.Exports;

/// <summary>Puts lines into an order in which each can be recorded.</summary>
/// <remarks>
/// That is the order of the ledger, but for events of one transaction, which the ledger has stream by stream: a statement may stand there
/// before the issue that it is on. A line waits until all of its events have come, the lines before it in its streams are told, and
/// what it needs is. Nothing waits longer than its transaction lasts, so that only a few lines are ever kept.
/// </remarks>
internal sealed class LinesInOrder
{
    private readonly Dictionary<string, Queue<ExportLine>> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, ExportLine> _joint = [];
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>Takes the next event's line, and tells which can be written now.</summary>
    /// <param name="stream">That of the event; a line with several events comes with each of them.</param>
    public IEnumerable<ExportLine> Take(string stream, ExportLine line)
    {
        if (line.Streams.Count > 1)
        {
            _joint.TryAdd(line.Event, line);
            line = _joint[line.Event];
        }

        if (!_waiting.TryGetValue(stream, out var queue))
            _waiting[stream] = queue = new();
        queue.Enqueue(line);
        return Ready(stream);
    }

    /// <summary>What still waits when no more comes: the export was cut within a transaction.</summary>
    public IEnumerable<ExportLine> Rest() => _waiting.Values.SelectMany(queue => queue).Distinct();

    private IEnumerable<ExportLine> Ready(string stream)
    {
        for (var line = ReadyIn(stream); line is not null; line = ReadyIn(stream) ?? AnyReady())
        {
            foreach (var own in line.Streams)
            {
                _waiting[own].Dequeue();
                if (_waiting[own].Count == 0)
                    _waiting.Remove(own);
            }

            _joint.Remove(line.Event);
            _given.UnionWith(line.Gives);
            if (line.Takes is { } taken)
                _given.Remove(taken);
            yield return line;
        }
    }

    private ExportLine? AnyReady() => _waiting.Keys.Select(ReadyIn).FirstOrDefault(line => line is not null);

    private ExportLine? ReadyIn(string stream) =>
        _waiting.TryGetValue(stream, out var queue) && queue.Peek() is var line && line.Needs.All(_given.Contains)
        && line.Streams.All(own => _waiting.TryGetValue(own, out var others) && ReferenceEquals(others.Peek(), line))
            ? line
            : null;
}
