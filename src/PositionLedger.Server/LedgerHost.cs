using System.Text.Json.Serialization;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Npgsql;
using PositionLedger.Server.Audit.Mirroring;
using PositionLedger.Server.Audit.Replays;
using PositionLedger.Server.Audit.Sealing;
using PositionLedger.Server.Audit.Witnesses;
using PositionLedger.Server.Http;
using PositionLedger.Server.Imports;
using PositionLedger.Server.Statements;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Postgres;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.ReadModels.Cells;
using PositionLedger.Server.Store.Roles;
using PositionLedger.Server.Store.Writing;
using Scalar.AspNetCore;
using Wolverine;
using Wolverine.Http;

namespace PositionLedger.Server;

/// <summary>Puts the server together; tests put the same one together on a database of theirs.</summary>
public static class LedgerHost
{
    /// <param name="database">Null where no database is needed, as for writing code.</param>
    public static void AddLedger(this WebApplicationBuilder builder, LedgerDatabase? database) =>
        builder.AddLedger(database?.ConnectionString ?? "Host=none", database?.Description);

    /// <param name="connectionString">The tables' owner's; the server itself connects as a role beside it (<see cref="Accounts"/>).</param>
    /// <param name="description">The database in words for whoever starts the server; null where nobody is to be welcomed.</param>
    public static void AddLedger(this WebApplicationBuilder builder, string connectionString, string? description)
    {
        Listening.Choose(builder);
        builder.Logging.AddFilters();

        builder.Services.AddStore(connectionString, Accounts.Of(connectionString, builder.Configuration));
        builder.Services.AddSingleton(new Welcome.Database(description));
        builder.Services.AddHostedService<Migrations>();
        builder.Services.AddHostedService<Welcome>();
        // Before the writer, so that it stops after it and seals what was recorded last.
        builder.Services.AddHostedService<SealLedger>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LedgerWriter>());
        builder.Services.AddHostedService<LoadSample>();
        builder.Services.AddHostedService<AskWitnesses>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RegradedCells>());
        builder.Services.AddHostedService(services => services.GetRequiredService<RunReplays>());
        builder.Services.AddHostedService(services => services.GetRequiredService<RunImports>());
        builder.Services.AddHttp(builder.Configuration);
        builder.Host.UseWolverine(Configure);
    }

    public static void UseLedger(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(Problems.AnswerAsync);
        app.Use(Head.AnswerAsGetAsync);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(QueryParameters.CheckAsync);
        app.MapWolverineEndpoints();
        app.MapOpenApi(OpenApi.Route);
        app.MapScalarApiReference("/docs", OpenApi.ConfigurePage);
        // Who opens the printed address in a browser; there are no pages yet.
        app.MapGet("/", () => Results.Redirect("/docs")).ExcludeFromDescription();
        app.MapHealthChecks("/health/live", Health.Live).AllowAnonymous();
        app.MapHealthChecks("/health/ready", Health.Ready).AllowAnonymous();
    }

    private static void AddFilters(this ILoggingBuilder logging)
    {
        // Errors is the edge that logs.
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.Critical);
        // What the libraries do is of interest when it goes wrong; that somebody came without a key is told to that somebody.
        foreach (var quiet in (string[])["Microsoft", "System.Net.Http", "Marten", "Wolverine", "JasperFx", "Npgsql", typeof(ApiKeyAuthentication).FullName!])
            logging.AddFilter(quiet, LogLevel.Warning);
        // Whoever starts the server catches why it failed to, and says so once.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        foreach (var knownAndFine in (string[])["Microsoft.AspNetCore.DataProtection", "Wolverine.Configuration.HandlerDiscovery", "Microsoft.Extensions.Diagnostics.HealthChecks"])
            logging.AddFilter(knownAndFine, LogLevel.Error);
    }

    private static void AddStore(this IServiceCollection services, string owner, Accounts accounts)
    {
        services.AddSingleton(accounts);
        services.AddKeyedSingleton(Migrations.Source, (_, _) => Migrations.Connect(owner));
        // Nobody leaves anything behind in a session, so that resetting it before each use would only cost time.
        var server = accounts.Server.ConnectionString;
        services.AddSingleton(_ => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { NoResetOnClose = true }));
        services.AddKeyedSingleton(Database.IndexedSource, (_, _) => Database.ConnectIndexed(server));
        services.AddKeyedSingleton(WriteBatch.Source, (_, _) => WriteBatch.Connect(server));
        services.AddKeyedSingleton(SealLedger.Source, (_, _) => SealLedger.Connect(accounts.Sealer.ConnectionString));
        services.AddMarten(provider =>
        {
            var options = new StoreOptions();
            MartenStore.Configure(options, provider.GetRequiredService<NpgsqlDataSource>());
            return options;
        }).UseLightweightSessions();
        services.AddSingleton<Database>();
        services.AddSingleton<ReadModels>();
        services.AddSingleton<RegradedCells>();
        services.AddSingleton<WriteBatch>();
        services.AddSingleton<WriteChunk>();
        services.AddSingleton<LedgerWriter>();
        services.AddSingleton<Suggestions>();
        services.AddSingleton<Commands>();
        services.AddSingleton<Amendments>();
        services.AddSingleton(provider => WitnessAddress.Of(provider.GetRequiredService<IConfiguration>()));
        services.AddHttpClient(nameof(AskWitnesses), client => client.Timeout = TimeSpan.FromSeconds(10));
        services.AddSingleton<ReplayRows>();
        services.AddSingleton<RunReplays>();
        services.AddSingleton<ImportRows>();
        services.AddSingleton<RunImports>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<SealingState>();
        services.AddSingleton<LogMirror>();
        services.AddHealthChecks().AddCheck<Health>("ledger").AddCheck<SealingState>("sealer").AddCheck<LogMirror>("mirror");
    }

    private static void AddHttp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ApiKeys>();
        services.AddAuthentication(ApiKeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        var reads = new ReadsMayBeOpen(ReadsMayBeOpen.WhoNeedsNoKey(configuration));
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(reads).Build());
        services.AddSingleton<IAuthorizationHandler>(reads);
        services.AddExceptionHandler<Errors>();
        services.AddProblemDetails();
        // The document is made from these options; requests are read with stricter ones of our own.
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi("v1", OpenApi.Configure);
        services.AddWolverineHttp();
    }

    private static void Configure(WolverineOptions options)
    {
        // Under a test runner the entry assembly is the test's, where there are no endpoints.
        options.ApplicationAssembly = typeof(LedgerHost).Assembly;
        // What outlives a request, replays and imports, is kept in tables of its own.
        options.Durability.Mode = DurabilityMode.MediatorOnly;
#if !DEBUG
        options.CodeGeneration.TypeLoadMode = JasperFx.CodeGeneration.TypeLoadMode.Static;
#endif
    }
}
