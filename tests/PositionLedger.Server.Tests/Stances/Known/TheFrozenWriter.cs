using System.Text;
using System.Text.Json;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances.Known;

/// <summary>How answers of <c>format=1</c> are written, byte by byte.</summary>
/// <remarks>
/// Permalinks are cited, so no file in <c>format-1</c> is ever changed. Who wants to write an answer otherwise, if only with one more
/// member, adds a format 2, and keeps this one.
/// </remarks>
public sealed class TheFrozenWriter
{
    public static TheoryData<string> Names => [.. FrozenAnswers.All.Keys];

    private static string Folder => Checkout.PathOf("tests", "PositionLedger.Server.Tests", "Stances", "format-1");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Writes_as_it_always_did(string name)
    {
        var file = Path.Combine(Folder, $"{name}.json");
        var written = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(FrozenAnswers.All[name], FrozenAnswers.All[name].GetType(), WireJson.Answers)) + "\n";
        // Only a file that isn't there yet is made: for a new sort of answer.
        if (Environment.GetEnvironmentVariable("LEDGER_UPDATE_DOCS") is not null && !File.Exists(file))
            await File.WriteAllTextAsync(file, written, TestContext.Current.CancellationToken);

        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), written);
    }

    [Fact]
    public void Has_a_file_for_every_answer_and_no_other() =>
        Assert.Equal(FrozenAnswers.All.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
}
