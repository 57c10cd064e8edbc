using System.Text.RegularExpressions;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Tests.Docs;

public sealed partial class TheReferenceOfEvents
{
    [Fact]
    public async Task Has_a_row_for_each_event_that_is_ever_stored_and_for_no_other()
    {
        var document = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "docs", "reference", "events.md"), TestContext.Current.CancellationToken);

        Assert.Equal(EventNames.All.Values.Order(), Row().Matches(document).Select(row => row.Groups[1].Value).Order());
    }

    [GeneratedRegex(@"^\| `([a-z]+\.[a-z]+\.v\d+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
