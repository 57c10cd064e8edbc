using System.CommandLine;

namespace PositionLedger.Cli;

/// <summary>A command of <c>ledger</c>, with examples that its help ends with.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples => examples;
}
