using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Reads the words of the contract.</summary>
internal static class ScenarioJson
{
    extension(JsonElement json)
    {
        public string? Text(string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

        public int Number(string name) => json.GetProperty(name).GetInt32();

        public T? Word<T>(string name)
            where T : struct, Enum => json.Text(name) is { } word ? Enum.Parse<T>(word, ignoreCase: true) : null;

        public LocalDate? Day(string name) => json.Text(name) is { } day ? LocalDatePattern.Iso.Parse(day).Value : null;

        public StatementBody Body() => new()
        {
            Issue = json.Text("issue")!,
            Speaker = json.GetProperty("speaker").Speaker(),
            Kind = json.Word<StatementKind>("kind")!.Value,
            Stance = json.Word<Stance>("stance"),
            Firmness = json.Word<Firmness>("firmness"),
            SaidOn = SaidOn.TryParse(json.Text("saidOn")!)!,
            EffectiveUntil = json.Day("effectiveUntil"),
            Denies = json.Word<Denies>("denies"),
            Quote = json.GetProperty("quote").Quote(),
            Attribution = json.Word<Attribution>("attribution")!.Value,
            Reports = [json.GetProperty("report").Report()],
        };

        public StatementChanges Changes() => json.EnumerateObject().Aggregate(new StatementChanges(), (changes, field) => field.Name switch
        {
            "firmness" => changes with { Firmness = json.Word<Firmness>("firmness") },
            "stance" => changes with { Stance = json.Word<Stance>("stance") },
            "saidOn" => changes with { SaidOn = SaidOn.TryParse(json.Text("saidOn")!)! },
            "effectiveUntil" => changes with { EffectiveUntil = json.Day("effectiveUntil") },
            "quote" => changes with { Quote = field.Value.Quote() },
            _ => throw new NotSupportedException(field.Name),
        });

        public Report Report() => new(
            json.Text("source")!, json.Text("url"), null, null, json.Number("credibility"), [], json.Text("root") ?? json.Text("source")!);

        private Speaker Speaker() => new(json.Text("name"), json.Text("role"), json.Word<Authority>("authority")!.Value);

        private Quote Quote() => new(json.Text("text")!, json.Text("language"), json.Word<Rendering>("rendering"), null, null);
    }
}
