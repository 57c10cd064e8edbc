using PositionLedger.Benchmarks;

// `serve` is the child process that a benchmark starts, so that the load comes from outside of the server.
switch (args)
{
    case ["serve", var connectionString, var address]:
        await BenchedServer.ServeAsync(connectionString, address);
        return 0;
    case [] or ["Append", ..]:
        await Append.RunAsync(TimeSpan.FromSeconds(args is [_, var seconds, ..] ? int.Parse(seconds) : 3), CancellationToken.None);
        return 0;
    case ["Derivation"]:
        Derivation.Run();
        return 0;
    case ["Matrix"]:
        await Growth.RunAsync([Matrix.Question], CancellationToken.None);
        return 0;
    case ["History"]:
        await Growth.RunAsync([History.Question], CancellationToken.None);
        return 0;
    case ["Matrix", "History"]:
        await Growth.RunAsync([Matrix.Question, History.Question], CancellationToken.None);
        return 0;
    case ["SealLag", ..]:
        await SealLag.RunAsync(TimeSpan.FromSeconds(args is [_, var length, ..] ? int.Parse(length) : 20), CancellationToken.None);
        return 0;
    case ["Verify"]:
        await Verify.RunAsync(CancellationToken.None);
        return 0;
    case ["Import"]:
        await Import.RunAsync(CancellationToken.None);
        return 0;
    case ["Replay"]:
        await Replay.RunAsync(CancellationToken.None);
        return 0;
    default:
        Console.Error.WriteLine(
            "There are: Append [seconds per measurement], Import, Derivation, SealLag [seconds], Matrix, History, Replay and Verify; and Matrix History in one.");
        return 2;
}
