using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

[Collection(SharedLedger.Name)]
public sealed class WhatOnePartySaysOfAnother(LedgerApp app)
{
    [Theory]
    [InlineData("outside"), InlineData("principal")]
    public async Task In_one_sides_readout_is_a_signal_of_the_other_and_never_its_stance(string authority)
    {
        var cell = await Given.CellAsync(Api.Of(app));
        var readout = cell.Statement("accepts", "2025-08-10", quote: "They have agreed.");
        (readout["speaker"]!["authority"], readout["attribution"]) = (authority, "otherParty");
        var id = Jointly.IdOf(await cell.RecordAsync(readout));

        var alone = (await cell.Api.GetAsync(cell.StancePath("2025-08-10"))).Json;
        await cell.RecordAsync(cell.Statement());
        var beside = (await cell.Api.GetAsync(cell.StancePath("2025-08-10"))).Json;

        Assert.Equal(("undeclared", "rejects"), (alone["stance"]!.GetValue<string>(), beside["stance"]!.GetValue<string>()));
        foreach (var answer in new[] { alone, beside })
        {
            var signal = Assert.Single(answer["signals"]!.AsArray())!;
            Assert.Equal((id, "accepts", "otherParty"),
                (signal["statement"]!.GetValue<string>(), signal["stance"]!.GetValue<string>(), signal["because"]!.GetValue<string>()));
        }
    }
}
