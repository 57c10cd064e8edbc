namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Counts verdicts, and keeps the first findings of every kind.</summary>
/// <param name="limit">How many findings of a kind are kept.</param>
internal sealed class Tally(int limit)
{
    private readonly Dictionary<AuditPoint, Counts> _points = Enum.GetValues<AuditPoint>().ToDictionary(point => point, _ => new Counts());

    public IEnumerable<PointReport> Points => _points.OrderBy(point => point.Key)
        .Select(point => point.Value.Report(point.Key));

    public void Verified(AuditPoint point) => _points[point].Verified++;

    public void Failed(AuditPoint point, string what, EventPlace? place = null) => Add(point, Finding.Failed(what, place));

    public void Unchecked(AuditPoint point, string what, EventPlace? place = null) => Add(point, Finding.Unchecked(what, place));

    /// <param name="finding">Null where it was verified.</param>
    public void Add(AuditPoint point, Finding? finding)
    {
        if (finding is null)
            Verified(point);
        else
            _points[point].Add(finding, limit);
    }

    private sealed class Counts
    {
        private readonly List<Finding> _failures = [];
        private readonly List<Finding> _unchecked = [];

        public long Verified { get; set; }

        public long Unchecked { get; private set; }

        public long Failed { get; private set; }

        public PointReport Report(AuditPoint point) => new(point, Verified, Unchecked, Failed, [.. _failures, .. _unchecked]);

        public void Add(Finding finding, int limit)
        {
            var hasFailed = finding.Verdict == Verdict.Failed;
            (Failed, Unchecked) = hasFailed ? (Failed + 1, Unchecked) : (Failed, Unchecked + 1);
            var list = hasFailed ? _failures : _unchecked;
            if (list.Count < limit)
                list.Add(finding);
        }
    }
}
