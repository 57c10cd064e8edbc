namespace PositionLedger.Domain.Tests.Audit.OutsideTools;

/// <summary>Installs the tools once for all tests that ask them.</summary>
[CollectionDefinition(nameof(NodeTools))]
public sealed class NodeToolsCollection : ICollectionFixture<NodeTools>;
