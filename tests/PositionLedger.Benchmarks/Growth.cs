using System.Diagnostics;
using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store.Postgres;

namespace PositionLedger.Benchmarks;

/// <summary>Whether an answer takes longer because the ledger holds more of other parties and issues.</summary>
/// <remarks>
/// Two ledgers of one PostgreSQL, each with its own server: one holds nothing but what is asked about, the other the same and as
/// much else as fills it up. They are asked in turns, so that whatever else the machine does meets both.
/// </remarks>
internal static class Growth
{
    private const int Others = 2_000;
    private const int OtherIssues = 200;
    private const int OtherBlocs = 5;

    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(90);

    public static async Task<Score[]> RunAsync(GrowthQuestion[] questions, CancellationToken cancel)
    {
        var statements = int.Parse(Environment.GetEnvironmentVariable("LEDGER_BENCH_STATEMENTS") ?? "1000000");
        var folder = BenchedServer.Folder();
        try
        {
            await using var postgres = await PrivatePostgres.StartAsync(new(folder), cancel);
            var asked = questions.Sum(question => question.Statements.Count);
            await using var small = await GrownLedger.StartAsync(postgres.ConnectionString, "small", asked, BenchedServer.Port, Contents(questions), cancel);
            await using var large = await GrownLedger.StartAsync(
                postgres.ConnectionString, "large", statements, BenchedServer.Port + 1, [.. Contents(questions), .. OfOthers(statements - asked)], cancel);

            Console.WriteLine($"Milliseconds for one answer, asked in turns for {Measuring.TotalSeconds:0} s; PostgreSQL {postgres.Version}, fsync on, "
                + $"{Environment.ProcessorCount} cores for client, servers and database. The large ledger was recorded in process, "
                + $"{large.RecordedPerSecond:N0} a second.\n");
            var scores = new List<Score>();
            foreach (var question in questions)
            {
                await small.CheckAsync(question, cancel);
                await large.CheckAsync(question, cancel);
                await TakeTurnsAsync(question, [small, large], folder, Warm, cancel);
                scores.AddRange(GrowthTable.Print(question.Name, [small.Statements, large.Statements], await TakeTurnsAsync(question, [small, large], folder, Measuring, cancel)));
            }

            return [.. scores];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<Asked[]>> TakeTurnsAsync(
        GrowthQuestion question, GrownLedger[] ledgers, string folder, TimeSpan duration, CancellationToken cancel)
    {
        var turns = new List<Asked[]>();
        for (var all = Stopwatch.StartNew(); all.Elapsed < duration;)
        {
            var turn = new Asked[ledgers.Length];
            // The one that is asked first is another each time.
            foreach (var i in Enumerable.Range(turns.Count, ledgers.Length).Select(n => n % ledgers.Length))
                turn[i] = await AskAsync(question, ledgers[i], folder, cancel);
            turns.Add(turn);
        }

        return turns;
    }

    private static async Task<Asked> AskAsync(GrowthQuestion question, GrownLedger ledger, string folder, CancellationToken cancel)
    {
        var before = ledger.ProcessorUsed(folder);
        var http = Stopwatch.StartNew();
        await ledger.AskAsync(question.Path, cancel);
        http.Stop();
        var between = ledger.ProcessorUsed(folder);
        var sql = Stopwatch.StartNew();
        await question.ReadAsync(ledger.Connection, cancel);
        sql.Stop();
        var after = ledger.ProcessorUsed(folder);
        return new(http.Elapsed.TotalMilliseconds, sql.Elapsed.TotalMilliseconds,
            (between.Server - before.Server) / 1_000, (between.Postgres - before.Postgres) / 1_000, (after.Postgres - between.Postgres) / 1_000);
    }

    private static IEnumerable<Command>[] Contents(GrowthQuestion[] questions) =>
        [.. questions.SelectMany<GrowthQuestion, IEnumerable<Command>>(question => [question.References, question.Statements])];

    /// <summary>What other parties said on other issues.</summary>
    /// <remarks>Party by party, so that a lot of the writer's is an append to one stream: the quickest way to fill a ledger.</remarks>
    public static IEnumerable<Command>[] OfOthers(int count)
    {
        string[] parties = [.. Enumerable.Range(0, Others).Select(n => $"other-{n:0000}")];
        string[] issues = [.. Enumerable.Range(0, OtherIssues).Select(n => $"other-issue-{n:000}")];
        var each = count / Others + 1;
        return
        [
            Fill.References(parties, "other-talks", issues),
            parties[OtherBlocs..].Select((party, n) => new RecordMembership(party, new(parties[n % OtherBlocs], new LocalDate(2020, 1, 1), null, n % 2 == 0))),
            Enumerable.Range(0, count).Select(n => (Party: n / each, Number: n % each)).Select(x => Fill.Statement(
                parties[x.Party], issues[x.Number % OtherIssues], x.Number, SaidOn.Day(new LocalDate(2024, 1, 1).PlusDays(x.Number % 650)),
                (Authority)(3 + x.Number % 3))),
        ];
    }
}
