using System.Text;
using System.Text.Json;
using CsCheck;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit.OutsideTools;

/// <summary>What npm's canonicalize writes, we write.</summary>
[Collection(nameof(NodeTools))]
public class AskingTheCanonicalizer(NodeTools tools)
{
    private const int Values = 3_000;

    [Fact]
    public async Task Canonicalize_writes_every_value_as_we_do()
    {
        List<string> values = [];
        AnyJson.Values.Sample(value => values.Add(AnyJson.Disarranged(value).ReplaceLineEndings(" ")), iter: Values, threads: 1);

        var theirs = await tools.AskAsync("canonicalize.mjs", values);

        Assert.Equal(theirs, values.Select(Ours));
    }

    private static string Ours(string json) => Encoding.UTF8.GetString(CanonicalJson.Write(JsonElement.Parse(json)));
}
