using System.Text.RegularExpressions;
using PositionLedger.Domain;
using PositionLedger.Server.Store.Writing;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Architecture;

public sealed partial class TheServer
{
    // What changes, hides or removes events in Marten and its libraries.
    private static readonly string[] HistoryChanging =
    [
        "TombstoneStream", "OverwriteEvent", "CompletelyReplaceEvent", "ApplyEventDataMasking", "AddMaskingRuleForProtectedInformation",
        "CompactStream", "MarkEventsAsSkipped", "ArchiveStream", "UnArchiveStream", "ResetAllData", "RewriteEvents", "TeardownExistingProjection",
        "DeleteAllEventData", "DeleteAllTenantDataAsync", "CompletelyRemove", "Clean", "DeleteEvents", "AssignTagWhere", "CaptureChange",
    ];

    private static readonly string[] Appending =
        ["Append", "AppendOptimistic", "AppendExclusive", "StartStream", "FetchForWriting", "FetchForExclusiveWriting", "WriteToAggregate", "WriteExclusivelyToAggregate"];

    private static readonly string[] Slices = ["Parties", "Negotiations", "Issues", "Sources", "Statements", "Stances", "Audit"];

    private static readonly Lazy<IReadOnlyList<Call>> All =
        new(() => [.. Calls.Of(typeof(LedgerHost).Assembly), .. Calls.Of(typeof(Ledger).Assembly)]);

    [Fact]
    public void Uses_nothing_that_changes_history() => Assert.DoesNotContain(ToTheStore(), call =>
        HistoryChanging.Any(name => call.To.Name.StartsWith(name, StringComparison.Ordinal) || call.To.Name == "get_" + name));

    [Fact]
    public void Never_reads_around_the_streams_that_were_put_away() =>
        Assert.DoesNotContain(ToTheStore(), call => call.To.Name.Contains("Archived", StringComparison.Ordinal));

    [Fact]
    public void Appends_in_one_place_only()
    {
        var appending = ToTheStore().Where(call => call.To.DeclaringType!.Name.Contains("Event", StringComparison.Ordinal)
            && Appending.Any(name => call.To.Name.StartsWith(name, StringComparison.Ordinal))).ToArray();

        Assert.Equal(["Append", "StartStream"], appending.Select(call => call.To.Name).Order());
        Assert.All(appending, call => Assert.Equal(typeof(WriteBatch), call.From));
    }

    [Fact]
    public void Names_the_table_of_events_in_sql_only_to_read_it_and_in_the_writer_to_copy_into_it() => Assert.Equal(
        ["Store/Writing/CopiedEvents.cs"], Sources("*.sql", "*.cs").Where(source => ChangesEvents().IsMatch(source.Text)).Select(source => source.Path).Order());

    [Fact]
    public void Keeps_its_slices_apart()
    {
        // A replay asks for the policy and the day as a stance does, and evidence encloses the stance itself; the sample is a recorder's whole day.
        string[] known =
        [
            "Audit/Evidence/Bundles.cs → Stances", "Audit/Evidence/EvidenceReplay.cs → Stances", "Audit/Evidence/StanceEvidence.cs → Stances",
            "Audit/ReplayParty.cs → Stances", "Statements/LoadSample.cs → Issues", "Statements/LoadSample.cs → Parties", "Statements/LoadSample.cs → Sources",
        ];

        var across =
            from source in Sources("*.cs")
            let slice = source.Path.Split('/')[0]
            where Slices.Contains(slice)
            from other in Named().Matches(source.Text).Select(match => match.Groups[1].Value).Distinct()
            where other != slice && Slices.Contains(other)
            select $"{source.Path} → {other}";

        Assert.Equal(known, across.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Keeps_the_store_and_http_from_knowing_any_slice() => Assert.DoesNotContain(Sources("*.cs"), source =>
        source.Path.Split('/')[0] is "Store" or "Http" && Named().Matches(source.Text).Any(match => Slices.Contains(match.Groups[1].Value)));

    private static IEnumerable<Call> ToTheStore() => All.Value.Where(call => call.To.DeclaringType?.Assembly.GetName().Name is { } name
        && (name.StartsWith("Marten", StringComparison.Ordinal) || name.StartsWith("JasperFx", StringComparison.Ordinal)
            || name.StartsWith("Weasel", StringComparison.Ordinal)));

    private static IEnumerable<(string Path, string Text)> Sources(params string[] patterns)
    {
        var root = Checkout.PathOf("src", "PositionLedger.Server");
        return patterns.SelectMany(pattern => Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories))
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), File: file))
            .Where(x => x.Path.Split('/')[0] is not ("bin" or "obj" or "Internal"))
            .Select(x => (x.Path, File.ReadAllText(x.File)));
    }

    [GeneratedRegex(@"PositionLedger\.Server\.(\w+)")]
    private static partial Regex Named();

    [GeneratedRegex(@"(update|delete\s+from|truncate|insert\s+into|copy|alter\s+table|drop\s+table)\s+(only\s+)?ledger\.mt_(events|streams)", RegexOptions.IgnoreCase)]
    private static partial Regex ChangesEvents();
}
