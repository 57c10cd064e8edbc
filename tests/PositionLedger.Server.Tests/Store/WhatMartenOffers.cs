using JasperFx.Events;
using Marten;
using Npgsql;
using PositionLedger.Domain.Parties;
using PositionLedger.Server.Store;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Store;

/// <summary>What the library could do to history: refused or undone by the database, also where our own code did it.</summary>
[Collection(SharedLedger.Name)]
public sealed class WhatMartenOffers(LedgerApp app) : IDisposable
{
    private readonly DocumentStore _store = DocumentStore.For(options =>
    {
        MartenStore.Configure(options, app.Database);
        options.Events.AddMaskingRuleForProtectedInformation<PartyOpened>(opened => opened with { Name = "masked" });
    });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task An_event_with_a_time_of_its_own_is_stamped_all_the_same()
    {
        var stream = await StreamAsync();
        await using var session = _store.LightweightSession();
        var backDated = session.Events.BuildEvent(new PartyRenamed("Another", []));
        backDated.Timestamp = new DateTimeOffset(1999, 1, 1, 0, 0, 0, TimeSpan.Zero);
        session.Events.Append(stream, backDated);
        await session.SaveChangesAsync(Cancel);

        Assert.True(await Sql.AskAsync<bool>(
            app.ConnectionString, $"select timestamp > now() - interval '1 minute' from ledger.mt_events where id = '{backDated.Id}'"));
    }

    [Fact]
    public Task Archiving_a_stream_is_refused() => RefusedAsync((session, stream) => session.Events.ArchiveStream(stream));

    [Fact]
    public Task Deleting_a_stream_is_refused() => RefusedAsync((session, stream) => session.Events.TombstoneStream(stream));

    [Fact]
    public async Task Overwriting_an_event_is_refused()
    {
        var stream = await StreamAsync();
        await using var session = _store.LightweightSession();
        var opened = (IEvent<PartyOpened>)Assert.Single(await session.Events.FetchStreamAsync(stream, token: Cancel));
        session.Events.OverwriteEvent(opened.WithData(opened.Data with { Name = "overwritten" }));

        await RefusedAsync(() => session.SaveChangesAsync(Cancel));
    }

    [Fact]
    public async Task Masking_is_refused()
    {
        var stream = await StreamAsync();

        await RefusedAsync(() => _store.Advanced.ApplyEventDataMasking(masking => masking.IncludeStream(stream), Cancel));
    }

    [Fact]
    public Task Deleting_everything_is_refused() => RefusedAsync(() => _store.Advanced.Clean.DeleteAllEventDataAsync(Cancel));

    private async Task RefusedAsync(Action<IDocumentSession, string> rewrite)
    {
        var stream = await StreamAsync();
        await using var session = _store.LightweightSession();
        rewrite(session, stream);

        await RefusedAsync(() => session.SaveChangesAsync(Cancel));
    }

    private async Task RefusedAsync(Func<Task> rewrite)
    {
        const string Events = "select string_agg(e::text, e'\\n' order by seq_id) from ledger.mt_events e";
        var before = await Sql.AskAsync<string>(app.ConnectionString, Events);

        var refusal = await Assert.ThrowsAnyAsync<Exception>(rewrite);

        Assert.Equal("42501", (refusal as PostgresException ?? refusal.InnerException as PostgresException)?.SqlState);
        Assert.Equal(before, await Sql.AskAsync<string>(app.ConnectionString, Events));
    }

    private async Task<string> StreamAsync() => $"party/{(await Given.CellAsync(Api.Of(app))).Party}";
}
