using System.Reflection;
using System.Reflection.Emit;

namespace PositionLedger.Server.Tests.Architecture;

/// <summary>A method of ours that names a method of somebody's.</summary>
/// <param name="From">The outermost type it is in, without the compiler's nested ones.</param>
internal sealed record Call(Type From, MethodBase To)
{
    public override string ToString() => $"{From.FullName} → {To.DeclaringType?.FullName}.{To.Name}";
}

/// <summary>Everything an assembly calls, read from its code.</summary>
internal static class Calls
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<int, OpCode> OpCodes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xFFFF);

    public static IReadOnlyList<Call> Of(Assembly assembly) =>
        [.. assembly.GetTypes().SelectMany(type => Methods(type).SelectMany(method => Of(method).Select(to => new Call(Outermost(type), to))))];

    private static IEnumerable<MethodBase> Methods(Type type) => [.. type.GetMethods(Own), .. type.GetConstructors(Own)];

    private static IEnumerable<MethodBase> Of(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var value = code[at++] is 0xFE ? 0xFE00 | code[at++] : code[at - 1];
            var kind = OpCodes[value].OperandType;
            if (kind is OperandType.InlineMethod or OperandType.InlineTok && Resolve(method, BitConverter.ToInt32(code, at)) is { } called)
                yield return called;
            at += Size(kind, code, at);
        }
    }

    private static MethodBase? Resolve(MethodBase within, int token) => within.Module.ResolveMember(
        token,
        within.DeclaringType!.IsGenericType ? within.DeclaringType.GetGenericArguments() : null,
        within.IsGenericMethod ? within.GetGenericArguments() : null) as MethodBase;

    private static int Size(OperandType kind, byte[] code, int at) => kind switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
