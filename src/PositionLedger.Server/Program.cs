using JasperFx;
using PositionLedger.Server;
using PositionLedger.Server.Store.Postgres;

try
{
    if (args is ["-h" or "--help" or "-?", ..])
        args = ["help"];
    var isVerb = args is [var first, ..] && !first.StartsWith('-');
    var builder = WebApplication.CreateBuilder(args);
    if (!isVerb)
        Listening.Check(builder.Configuration);
    await using var database = args is ["codegen" or "help", ..] ? null : await LedgerDatabase.OpenAsync(builder.Configuration, CancellationToken.None);
    builder.AddLedger(database);

    var app = builder.Build();
    app.UseLedger();
    if (isVerb)
        return await app.RunJasperFxCommands(args);

    await Listening.RunAsync(app);
    return 0;
}
catch (CannotStartException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
