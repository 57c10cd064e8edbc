using PositionLedger.Domain;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Server.Imports;

/// <summary>A line of a file, as it was read: what it asks for, or why it can't be read.</summary>
/// <param name="Number">The line that it begins on, from 1.</param>
internal sealed record ImportLine(long Number, LineCommand? Command, IReadOnlyList<LineRefusal> Refusals)
{
    public static ImportLine Refused(long number, string? field, string code, string why) => new(number, null, [new(number, field, code, why)]);
}

/// <summary>What a line asks for.</summary>
/// <param name="Amends">The statement it is about, whose holders must be looked up first; null where it says itself where it goes.</param>
/// <param name="Make">Makes the command, once these are known.</param>
/// <param name="EventIds">The ids that its events are to have, as far as they were given.</param>
internal sealed record LineCommand(Guid? Amends, Func<Holders, Command> Make, ValueList<Guid> EventIds)
{
    public static LineCommand Of(Command command, ValueList<Guid> eventIds) => new(null, _ => command, eventIds);
}

/// <summary>In whose streams a statement is.</summary>
internal sealed record Holders(string Party, ValueList<JointCopy> Joint)
{
    public static readonly Holders Nobody = new("", []);
}

/// <summary>Why a line was not recorded.</summary>
/// <param name="Line">The line that it begins on, from 1.</param>
/// <param name="Field">The column or field at fault, where there is one.</param>
public sealed record LineRefusal(long Line, string? Field, string Code, string Why)
{
    /// <summary>The code of a field that is missing, malformed or out of range.</summary>
    internal const string Invalid = "invalid-request";
}
