using System.Diagnostics;
using PositionLedger.Server.Store.Postgres;

namespace PositionLedger.Benchmarks;

/// <summary>How long the server as it is released takes from its start to its first answered POST, beside the smallest web application.</summary>
internal static class Startup
{
    private const int Rounds = 7;

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
        </Project>
        """;

    private const string Program = """
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/", () => "Hello World!");
        app.Run();
        """;

    private static readonly string Address = $"http://127.0.0.1:{BenchedServer.Port}";

    public static async Task<Score[]> RunAsync(CancellationToken cancel)
    {
        // As `make bench` has made it, in the folder that it runs in.
        var server = Path.GetFullPath(Path.Combine("artifacts", "server", "PositionLedger.Server.dll"));
        var folder = BenchedServer.Folder();
        try
        {
            var hello = await HelloAsync(Path.Combine(folder, "hello"), cancel);
            await using var postgres = await PrivatePostgres.StartAsync(new(Path.Combine(folder, "ledger")), cancel);
            // The first start makes the tables, and finds nothing in the caches of the disk.
            var (first, _) = await LedgerAsync(server, postgres.ConnectionString, cancel);
            await BareAsync(hello, cancel);
            var rounds = new List<((TimeSpan Took, long Memory) Ledger, (TimeSpan Took, long Memory) Bare)>();
            for (var round = 0; round < Rounds; round++)
                rounds.Add((await LedgerAsync(server, postgres.ConnectionString, cancel), await BareAsync(hello, cancel)));
            return Print(first, [.. rounds.Select(x => (x.Ledger.Took, x.Ledger.Memory, x.Bare.Took, x.Bare.Memory))]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Score[] Print(TimeSpan first, (TimeSpan Ledger, long LedgerMemory, TimeSpan Bare, long BareMemory)[] rounds)
    {
        var (ledger, bare, ratio) = (Median(x => x.Ledger.TotalSeconds), Median(x => x.Bare.TotalSeconds), Median(x => x.Ledger / x.Bare));
        var (memory, bareMemory) = (Median(x => x.LedgerMemory / 1e6), Median(x => x.BareMemory / 1e6));
        Console.WriteLine($"Startup: from the start of the process to its first answered POST, its database running already, median of {Rounds} rounds in turns; "
            + $"{Environment.ProcessorCount} cores for client, server and database.\n");
        Console.WriteLine("| | seconds | memory then (MB) |\n|---|--:|--:|");
        Console.WriteLine($"| smallest web application | {bare:0.00} | {bareMemory:0} |\n| released server | {ledger:0.00} | {memory:0} |");
        Console.WriteLine($"| its very first start, which makes the tables | {first.TotalSeconds:0.00} | |\n| ratio | {ratio:0.0} | |");
        return
        [
            Score.AtMost(nameof(Startup), "start to first answered POST", $"{ledger:0.00} s", $"{bare:0.00} s, smallest web application", ratio, 4),
            Score.Within(nameof(Startup), "memory then", memory, "MB", 150),
        ];

        double Median(Func<(TimeSpan Ledger, long LedgerMemory, TimeSpan Bare, long BareMemory), double> of) => rounds.Select(of).Order().ElementAt(Rounds / 2);
    }

    private static async Task<(TimeSpan Took, long Memory)> LedgerAsync(string server, string connectionString, CancellationToken cancel)
    {
        using var http = BenchedServer.Client();
        var party = new { id = $"party-{Guid.NewGuid():N}", name = "A party", kind = "state" };
        return await StartedProcess.AnswersAsync(server, new Dictionary<string, string>
        {
            ["ConnectionStrings__ledger"] = connectionString,
            ["ASPNETCORE_URLS"] = Address,
            ["LEDGER_ADMIN_KEY"] = BenchedServer.AdminKey,
        }, () => http.PostAsJsonAsync("/api/v1/parties", party, cancel), cancel);
    }

    private static async Task<(TimeSpan Took, long Memory)> BareAsync(string assembly, CancellationToken cancel)
    {
        using var http = BenchedServer.Client();
        return await StartedProcess.AnswersAsync(
            assembly, new Dictionary<string, string> { ["ASPNETCORE_URLS"] = Address }, () => http.PostAsync("/", null, cancel), cancel);
    }

    private static async Task<string> HelloAsync(string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "hello.csproj"), Project, cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Program, cancel);
        var output = Path.Combine(folder, "out");
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["publish", folder, "--configuration", "Release", "--output", output, "--nologo", "--verbosity", "quiet"])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await build.StandardOutput.ReadToEndAsync(cancel);
        await build.WaitForExitAsync(cancel);
        return build.ExitCode == 0 ? Path.Combine(output, "hello.dll") : throw new InvalidOperationException($"The smallest web application wasn't built: {said}");
    }
}
