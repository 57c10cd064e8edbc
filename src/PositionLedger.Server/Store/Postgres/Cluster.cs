namespace PositionLedger.Server.Store.Postgres;

/// <summary>A database cluster of our own: makes it, starts and stops its postmaster.</summary>
internal sealed class Cluster(ClusterFolder folder, PostgresAccount account, PostgresBinaries binaries, PrivatePostgresOptions options)
{
    private const string OrphansStillThere = "pre-existing shared memory block";

    public bool IsRunning => Postmaster.IsRunning(folder);

    /// <summary>Makes the cluster beside its place and moves it there: what is in place is whole.</summary>
    public async Task EnsureMadeAsync(CancellationToken cancel)
    {
        if (folder.Major is not null)
            return;

        var made = await InitAsync(SystemLocale(), cancel);
        // A slim system may lack C.UTF-8; C sorts the same bytes and only knows fewer letters.
        if (!made.Succeeded && made.Error.Contains("locale", StringComparison.Ordinal))
            made = await InitAsync(["--locale=C"], cancel);
        if (!made.Succeeded)
            throw new CannotStartException($"PostgreSQL could not make its data in {folder.Postgres}: {made.LastWords}");

        Directory.Move(folder.HalfMade, folder.Data);
    }

    /// <summary>Starts the postmaster, or adopts the one that a killed server left running.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(options.StartTimeout);
        try
        {
            if (!await Postmaster.IsAdoptedAsync(folder, timeout.Token))
                await LaunchAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new CannotStartException(
                $"PostgreSQL was not ready after {options.StartTimeout.TotalSeconds:0} s: see {folder.Log}, then start again.");
        }
    }

    public async Task StopAsync()
    {
        if (IsRunning)
            await TellToStopAsync();
        folder.LeaveTemporaryPlaces();
    }

    private async Task TellToStopAsync()
    {
        var stopped = await account.RunAsync(
            binaries.Path("pg_ctl"), ["-D", folder.Data, "-m", "fast", "-w", "-t", "120", "stop"], CancellationToken.None);
        if (!stopped.Succeeded && Postmaster.IsRunning(folder))
            throw new CannotStartException($"PostgreSQL in {folder.Postgres} did not stop: {stopped.LastWords}");
    }

    private async Task LaunchAsync(CancellationToken cancel)
    {
        Postmaster.ForgetTheDead(folder);
        ClusterSettings.Write(folder, options);

        for (var written = LogLength(); ; written = LogLength())
        {
            // Not to be cancelled half-way, or a postmaster is left behind that nobody stops; pg_ctl has its own time limit.
            var started = await account.RunAsync(binaries.Path("pg_ctl"), StartArguments(), CancellationToken.None);
            if (started.Succeeded)
                return;

            var reason = Reason(written);
            // Backends of a killed postmaster end by themselves, but not always at once.
            if (reason?.Contains(OrphansStillThere, StringComparison.Ordinal) is not true)
                throw new CannotStartException($"PostgreSQL did not start: {reason ?? started.LastWords} (see {folder.Log})");

            await Task.Delay(TimeSpan.FromMilliseconds(250), cancel);
        }
    }

    private Task<CommandResult> InitAsync(string[] locale, CancellationToken cancel)
    {
        if (Directory.Exists(folder.HalfMade))
            Directory.Delete(folder.HalfMade, recursive: true);

        string[] haste = options.Durable ? [] : ["--no-sync"];
        return account.RunAsync(
            binaries.Path("initdb"),
            ["-D", folder.HalfMade, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--data-checksums", .. locale, .. haste],
            cancel);
    }

    private string[] SystemLocale() => binaries.Major >= 17
        ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        : ["--locale=C.UTF-8"];

    // pg_ctl hands -o to a shell, hence the quotes around a path that may hold anything.
    private string[] StartArguments() =>
    [
        "-D", folder.Data, "-l", folder.Log, "-w", "-t", $"{options.StartTimeout.TotalSeconds:0}",
        "-o", $"-c config_file='{folder.Settings.Replace("'", "'\\''", StringComparison.Ordinal)}'", "start",
    ];

    private long LogLength() => File.Exists(folder.Log) ? new FileInfo(folder.Log).Length : 0;

    /// <summary>What the log says since <paramref name="from"/>: the FATAL line, or all of it where there is none.</summary>
    private string? Reason(long from)
    {
        if (!File.Exists(folder.Log))
            return null;

        using var log = new FileStream(folder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Seek(from, SeekOrigin.Begin);
        var lines = new StreamReader(log).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.LastOrDefault(line => line.Contains("FATAL:", StringComparison.Ordinal))?.Split("FATAL:")[1].Trim()
            ?? (lines.Length > 0 ? string.Join(' ', lines) : null);
    }
}
