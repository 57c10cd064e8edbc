using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Evidence;

public sealed class ABundleOfManyEvents(TestPostgres postgres)
{
    private const int MostEvents = 2_000;

    [Fact]
    public async Task Holds_so_many_and_is_refused_where_there_are_more()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var cell = await Given.CellAsync(Api.Of(app));
        await cell.RecordAsync();
        await GradeAsync(app, cell, 2, MostEvents - 4);

        var bundle = await Bundle.OfAsync(app, cell, "2025-08-09");
        await GradeAsync(app, cell, MostEvents - 2, 1);
        var refused = await Api.Of(app).GetAsync(Bundle.Path(cell, "2025-08-09", await SealedLedger.IsSealedAsync(app)));

        Assert.Equal(MostEvents, bundle.Replay.Length);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "too-many-events"), (refused.Status, refused.Problem));
        await Python.IsNeededAsync();
        using var folder = new TemporaryFolder();
        var (_, unpacked) = await bundle.SaveAsync(folder);
        Assert.Equal(0, (await Python.RunAsync(Path.Combine(unpacked, "verify.py"))).ExitCode);
    }

    private static Task GradeAsync(LedgerApp app, Cell cell, int from, int count) => Sql.RunAsync(app.ConnectionString, $$"""
        begin;
        insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, is_archived)
        select nextval('ledger.mt_events_sequence'), gen_random_uuid(), 'source/{{cell.Source}}', v, '{"reliability":"B","reason":"seen"}',
          'source.graded.v1', now(), '*DEFAULT*', false
        from generate_series({{from}}, {{from + count - 1}}) v order by v;
        update ledger.mt_streams set version = {{from + count - 1}} where id = 'source/{{cell.Source}}';
        commit
        """);
}
