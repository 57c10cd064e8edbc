using System.Collections.Concurrent;
using System.Reflection;
using PositionLedger.Domain.Tests;
using PositionLedger.Server.Tests.Support;
using Xunit.v3;

[assembly: EndsInTime]

namespace PositionLedger.Server.Tests.Support;

/// <summary>Cancels a test that has run for ten minutes: one that waits for what never comes fails by its name, and the others still run.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class EndsInTimeAttribute : BeforeAfterTestAttribute
{
    // More random cases take longer.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10 * Math.Max(1, Cases.Count / 1_000));

    private readonly ConcurrentDictionary<string, Timer> _running = new();

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        var context = TestContext.Current;
        _running[test.UniqueID] = new(_ =>
        {
            context.SendDiagnosticMessage("'{0}' has run for {1} minutes and is cancelled.", test.TestDisplayName, Limit.TotalMinutes);
            context.CancelCurrentTest();
        }, null, Limit, Timeout.InfiniteTimeSpan);
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (_running.TryRemove(test.UniqueID, out var timer))
            timer.Dispose();
    }
}
