using System.Globalization;
using CsCheck;

namespace PositionLedger.Domain.Tests;

/// <summary>How many random cases every law is tried on: 1,000, or what <c>PL_CASES</c> says. A failure prints its seed.</summary>
internal static class Cases
{
    public static readonly long Count =
        long.TryParse(Environment.GetEnvironmentVariable("PL_CASES"), CultureInfo.InvariantCulture, out var count) ? count : 1_000;

    /// <summary>States that a law holds for whatever is generated.</summary>
    public static void Hold<T>(this Gen<T> gen, Action<T> law) => gen.Sample(law, iter: Count);
}
