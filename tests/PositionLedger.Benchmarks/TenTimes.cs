using System.Globalization;
using Npgsql;
using PositionLedger.Server.Store.Postgres;

namespace PositionLedger.Benchmarks;

/// <summary>How many stances as known at a random size are answered a second where there are ten times as many statements.</summary>
/// <remarks>
/// The larger ledger holds the votes of the smaller one ten times, each time on issues of their own, so that a stance rests on as many
/// statements in both. They take turns.
/// </remarks>
internal static class TenTimes
{
    private const int Connections = 32;
    private const int Rounds = 5;
    private const int Times = 10;

    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    public static async Task<Score[]> RunAsync(CancellationToken cancel)
    {
        var votes = int.Parse(Environment.GetEnvironmentVariable("LEDGER_BENCH_STATEMENTS") ?? "950926", CultureInfo.InvariantCulture);
        var folder = BenchedServer.Folder();
        try
        {
            await using var postgres = await PrivatePostgres.StartAsync(new(folder), cancel);
            await using var one = await GrownLedger.OfRepeatedVotesAsync(postgres.ConnectionString, "one", votes, 1, BenchedServer.Port, cancel);
            await using var ten = await GrownLedger.OfRepeatedVotesAsync(postgres.ConnectionString, "ten", votes, Times, BenchedServer.Port + 1, cancel);
            Func<double>[] ask = [await AskingAsync(one, BenchedServer.Port, cancel), await AskingAsync(ten, BenchedServer.Port + 1, cancel)];
            var rounds = await Task.Run(() => Enumerable.Range(0, Rounds).Select(_ => (One: ask[0](), Ten: ask[1]())).ToArray(), cancel);
            return [Print(postgres.Version, (one.Statements, ten.Statements), rounds)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Score Print(string version, (int One, int Ten) statements, (double One, double Ten)[] rounds)
    {
        var (one, ten, ratio) = (Median(x => x.One), Median(x => x.Ten), Median(x => x.Ten / x.One));
        Console.WriteLine($"TenTimes: stances as known at a random size answered per second over {Connections} connections, median of {Rounds} rounds of "
            + $"{Round.TotalSeconds:0} s in turns; PostgreSQL {version}, fsync on, {Environment.ProcessorCount} cores for client, servers and database.\n");
        Console.WriteLine("| statements | a second |\n|--:|--:|");
        Console.WriteLine($"| {statements.One:N0} | {one:N0} |\n| {statements.Ten:N0} | {ten:N0} |");
        return Score.AtLeast(nameof(TenTimes), $"stance as known at a random size, {statements.Ten:N0} statements", $"{ten:N0} a second",
            $"{one:N0} a second of {statements.One:N0}", ratio, 0.6);

        double Median(Func<(double One, double Ten), double> of) => rounds.Select(of).Order().ElementAt(rounds.Length / 2);
    }

    // Warm, and ready to be measured again and again.
    private static async Task<Func<double>> AskingAsync(GrownLedger ledger, int port, CancellationToken cancel)
    {
        var (events, cells) = (await ledger.SealedAsync(cancel), new List<(string Party, string Issue)>());
        await using (var read = new NpgsqlCommand("select party, issue from ledger.stance_cell order by md5(party || issue) limit 10000", ledger.Connection))
        await using (var reader = await read.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
                cells.Add((reader.GetString(0), reader.GetString(1)));
        }

        await Task.Run(() => Load.GetsPerSecond(Connections, Warm, Path, port), cancel);
        return () => Load.GetsPerSecond(Connections, Round, Path, port);

        string Path()
        {
            var (party, issue) = cells[Random.Shared.Next(cells.Count)];
            var day = VotesLedger.FirstDay.AddDays(Random.Shared.Next(VotesLedger.Days));
            return $"/api/v1/parties/{party}/stances/{issue}?on={day:yyyy-MM-dd}&ledgerSize={Random.Shared.NextInt64(events - ledger.Statements, events + 1)}";
        }
    }
}
