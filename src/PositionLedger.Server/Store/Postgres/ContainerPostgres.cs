using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace PositionLedger.Server.Store.Postgres;

/// <summary>A PostgreSQL in a container of the ledger's own: the data in a named volume, the port on this machine only.</summary>
public sealed class ContainerPostgres : IAsyncDisposable
{
    public const string DefaultImage = "postgres:17";

    // Neither /var/lib/postgresql nor …/data: images before and after 18 disagree on which of them is a volume.
    private const string Mount = "/ledger";

    private readonly FolderLock _held;

    private ContainerPostgres(string name, FolderLock held, string connectionString, string version)
    {
        Name = name;
        _held = held;
        ConnectionString = connectionString;
        Version = version;
    }

    public string Name { get; }

    public string ConnectionString { get; }

    public string Version { get; }

    public static async Task<bool> EngineAnswersAsync(CancellationToken cancel)
    {
        var answer = await CommandLine.RunAsync("docker", ["version", "--format", "{{.Server.Version}}"], cancel);
        return answer.Succeeded && answer.Output.Trim().Length > 0;
    }

    /// <summary>Starts the container of this data folder, made from <paramref name="image"/> the first time and kept from then on.</summary>
    public static async Task<ContainerPostgres> StartAsync(string dataFolder, string image, CancellationToken cancel)
    {
        var held = FolderLock.Take(dataFolder);
        try
        {
            var name = NameFor(dataFolder);
            var password = PasswordIn(dataFolder);
            if (!(await DockerAsync(["start", name], cancel)).Succeeded)
                await MakeAsync(name, image, password, cancel);

            var connectionString = await ConnectionStringAsync(name, password, cancel);
            var version = await FirstConnection.WaitAsync(connectionString, $"in the container {name}", cancel);
            return new ContainerPostgres(name, held, connectionString, version);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using (_held)
            await DockerAsync(["stop", "--time", "60", Name], CancellationToken.None);
    }

    private static async Task MakeAsync(string name, string image, string password, CancellationToken cancel)
    {
        // -e with a name alone takes the value from our environment: the password shows in no process list.
        var made = await CommandLine.RunAsync(
            "docker",
            [
                "run", "--detach", "--name", name, "--volume", $"{name}:{Mount}", "--publish", "127.0.0.1::5432", "--shm-size", "256m",
                // PostgreSQL's fast shutdown; on SIGTERM it would wait for our own idle connections.
                "--stop-signal", "SIGINT",
                "-e", "POSTGRES_PASSWORD", "-e", "POSTGRES_DB=ledger", "-e", $"PGDATA={Mount}/data", image,
            ],
            new Dictionary<string, string> { ["POSTGRES_PASSWORD"] = password },
            cancel);
        if (!made.Succeeded)
            throw new CannotStartException(
                $"Docker could not start {image} ({made.LastWords}): pull it, or name another image with PL_POSTGRES_IMAGE.");
    }

    private static async Task<string> ConnectionStringAsync(string name, string password, CancellationToken cancel)
    {
        // The engine picks a free port anew at each start.
        var published = await DockerAsync(["port", name, "5432/tcp"], cancel);
        if (!published.Succeeded || !int.TryParse(published.Output.Trim().Split('\n')[0].Split(':')[^1], CultureInfo.InvariantCulture, out var port))
            throw new CannotStartException($"The container {name} did not stay up: docker logs {name} says why.");

        return new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = port, Username = "postgres", Password = password, Database = "ledger", Timezone = "UTC",
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
    }

    private static string PasswordIn(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "container.password");
        if (new FileInfo(file) is not { Exists: true, Length: > 0 })
        {
            File.WriteAllText(file, "");
            UnixFile.ForOwnerOnly(file);
            File.WriteAllText(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
        }

        return File.ReadAllText(file);
    }

    private static string NameFor(string dataFolder) =>
        $"positionledger-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataFolder)))[..12]}";

    private static Task<CommandResult> DockerAsync(string[] arguments, CancellationToken cancel) =>
        CommandLine.RunAsync("docker", arguments, cancel);
}
