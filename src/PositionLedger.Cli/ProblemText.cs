using System.Text;
using System.Text.Json;

namespace PositionLedger.Cli;

/// <summary>A problem that a server answers (RFC 9457), for a reader.</summary>
internal static class ProblemText
{
    public static string Of(JsonElement problem)
    {
        var text = new StringBuilder();
        foreach (var member in (string[])["title", "detail"])
        {
            if (problem.TryGetProperty(member, out var said) && said.ValueKind == JsonValueKind.String)
                text.AppendLine(said.GetString());
        }

        if (problem.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in errors.EnumerateObject())
                text.AppendLine($"  {field.Name}: {string.Join(' ', field.Value.EnumerateArray())}");
        }

        if (problem.TryGetProperty("suggestions", out var suggestions) && suggestions.ValueKind == JsonValueKind.Array)
            text.AppendLine($"Did you mean {string.Join(" or ", suggestions.EnumerateArray())}?");
        return text.ToString().TrimEnd();
    }
}
