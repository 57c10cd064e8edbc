using PositionLedger.Domain.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(ExamplesFirst))]

namespace PositionLedger.Domain.Tests;

/// <summary>The order of the test classes: what an example tells in a millisecond needs no thousand random cases.</summary>
public sealed class ExamplesFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => collection.TestCollectionDisplayName.Contains(".LawsOf", StringComparison.Ordinal))];
}
