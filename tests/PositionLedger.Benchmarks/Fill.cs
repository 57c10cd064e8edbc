using System.Diagnostics;
using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;
using PositionLedger.Server;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Benchmarks;

/// <summary>Records what a benchmark asks about, through the product's one writer, in this process.</summary>
internal static class Fill
{
    /// <summary>One statement of so many is on background: it shows beside the answer, and never governs.</summary>
    public const int OffTheRecord = 11;

    private const int Sources = 10;

    // As many as the writer commits at once; two such lots are under way, so that it never waits.
    private const int Lot = 256;

    private static readonly Recorder Recorder = new("system:benchmark", null, null);

    /// <returns>How many commands were recorded in a second.</returns>
    public static async Task<double> RecordAsync(string connectionString, IReadOnlyList<IEnumerable<Command>> parts, CancellationToken cancel)
    {
        await using var app = Build(connectionString);
        await app.Services.GetServices<IHostedService>().OfType<Migrations>().Single().StartAsync(cancel);
        var writer = app.Services.GetRequiredService<LedgerWriter>();
        await writer.StartAsync(cancel);
        var (recorded, watch) = (0L, Stopwatch.StartNew());
        foreach (var part in parts)
        {
            var before = Task.CompletedTask;
            foreach (var lot in part.Chunk(Lot))
            {
                var next = RecordAsync(writer, lot, cancel);
                await before;
                before = next;
                recorded += lot.Length;
                if (recorded / 100_000 > (recorded - lot.Length) / 100_000)
                    await Console.Error.WriteLineAsync($"{recorded:N0} recorded, {recorded / watch.Elapsed.TotalSeconds:N0} a second");
            }

            await before;
        }

        await writer.StopAsync(cancel);
        return recorded / watch.Elapsed.TotalSeconds;
    }

    /// <summary>An application that isn't listening: for its services.</summary>
    public static WebApplication Build(string connectionString)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddLedger(connectionString, null);
        return builder.Build();
    }

    public static IEnumerable<Command> References(IEnumerable<string> parties, string negotiation, IEnumerable<string> issues) =>
    [
        .. Enumerable.Range(0, Sources).Select(n => new RegisterSource($"wire-{n}", "A wire", null, (Reliability)(n % 4))),
        .. parties.Select(party => new OpenParty(new(party, "A party", PartyKind.State, []))),
        .. issues.Select(issue => new RegisterIssue(new(issue, negotiation, "An issue", "It is so.", null))),
    ];

    public static RecordStatement Statement(string party, string issue, int number, SaidOn saidOn, Authority authority) => new(
        party, Guid.CreateVersion7(), $"{issue}-{number}", new()
        {
            Issue = issue,
            Speaker = new("A. Speaker", "speaker", authority),
            Kind = StatementKind.Position,
            Stance = (Stance)(number % 5 - 2),
            Firmness = Firmness.Stated,
            SaidOn = saidOn,
            Quote = new("We will not give up what is ours, today or tomorrow, whoever asks for it.", "en", Rendering.Verbatim, null, null),
            Attribution = number % OffTheRecord == OffTheRecord - 1 ? Attribution.Background : Attribution.NamedOnRecord,
            Reports = [new($"wire-{number % Sources}", "https://example.org/2025/08/09/statement", new LocalDate(2025, 8, 9), null, 2, [], "origin")],
        });

    private static async Task RecordAsync(LedgerWriter writer, Command[] lot, CancellationToken cancel)
    {
        var outcomes = await Task.WhenAll(lot.Select(command => writer.WriteAsync(command, Recorder, cancel)));
        if (Array.Find(outcomes, outcome => outcome is not (WriteOutcome.Recorded or WriteOutcome.Unchanged)) is { } other)
            throw new InvalidOperationException($"Not recorded: {(other as WriteOutcome.Refused)?.Refusal.Why ?? other.ToString()}");
    }
}
