using CsCheck;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>Proofs as text, as c2sp.org/tlog-proof has them; the example is its own, with signatures abridged there.</summary>
public class WritingAProofDown
{
    private const string Note =
        "example.com/fancylog\n109482\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n\n— example.com/fancylog hI2DJw[...]1roloI=\n";

    private const string Siblings =
        "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\nB95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n";

    private const string Example = $"c2sp.org/tlog-proof@v1\nextra YWdl\nindex 73894\n{Siblings}\n{Note}";

    private static readonly Gen<TlogProof> Proofs =
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Int[0, 63], Gen.Int[0, 63], Gen.Byte.Array[0, 9], Gen.Bool)
            .Select((index, shift, length, extra, hasExtra) =>
                new TlogProof(index >> shift, [.. NaiveTree.Leaves[..length]], Note)
                {
                    Extra = hasExtra ? Convert.ToBase64String(extra) : null,
                });

    [Fact]
    public void Has_the_index_the_siblings_and_the_checkpoint_word_for_word()
    {
        var proof = TlogProof.TryParse(Example)!;

        Assert.Equal((73894, 2, "YWdl", Note), (proof.Index, proof.Path.Count, proof.Extra, proof.Checkpoint));
        Assert.Equal("B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=", $"{proof.Path[1]}");
        Assert.Equal(Example, proof.ToText());
    }

    [Fact]
    public void Has_no_siblings_where_the_leaf_is_the_whole_tree()
    {
        const string Text = $"c2sp.org/tlog-proof@v1\nindex 0\n\n{Note}";

        Assert.Equal(new TlogProof(0, [], Note), TlogProof.TryParse(Text));
        Assert.Equal(Text, new TlogProof(0, [], Note).ToText());
    }

    [Fact]
    public void Reads_what_it_writes() => Proofs.Hold(proof => Assert.Equal(proof, TlogProof.TryParse(proof.ToText())));

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2")]
    [InlineData("c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1 \n")]
    [InlineData("c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1\r\n")]
    [InlineData("c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1\n\n")]
    [InlineData("c2sp.org/tlog-proof@v1\n", "")]
    [InlineData("c2sp.org/tlog-proof@v1\n", "\nc2sp.org/tlog-proof@v1\n")]
    [InlineData("extra YWdl\n", "Extra YWdl\n")]
    [InlineData("extra YWdl\n", "extra  YWdl\n")]
    [InlineData("extra YWdl\n", "extra YWd\n")]
    [InlineData("extra YWdl\n", "extra YWdl YWdl\n")]
    [InlineData("extra YWdl\n", "extra YWdl\r\n")]
    [InlineData("extra YWdl\n", "extra YWc=\nextra YWc=\n")]
    [InlineData("extra YWdl\n", "extra YWd=\n")]
    [InlineData("extra YWdl\nindex 73894\n", "index 73894\nextra YWdl\n")]
    [InlineData("extra YWdl\nindex 73894\n", "extra YWdl\n")]
    [InlineData("index 73894\n", "")]
    [InlineData("index 73894", "index 073894")]
    [InlineData("index 73894", "index -1")]
    [InlineData("index 73894", "index +1")]
    [InlineData("index 73894", "index 1 ")]
    [InlineData("index 73894", "index 1\0")]
    [InlineData("index 73894", "index ")]
    [InlineData("index 73894", "index")]
    [InlineData("index 73894", "index 1e3")]
    [InlineData("index 73894", "index ٣")]
    [InlineData("index 73894", "index 9223372036854775808")]
    [InlineData("ccXmA=\n", "ccXmB=\n")]
    [InlineData("ccXmA=\n", "ccXmA=\r\n")]
    [InlineData("ccXmA=\n", "ccXm\n")]
    [InlineData("gSKyXo", " gSKyXo")]
    [InlineData("\n\nexample.com", "\nexample.com")]
    public void Is_refused_in_any_other_form(string text, string changed)
    {
        Assert.Contains(text, Example, StringComparison.Ordinal);

        Assert.Null(TlogProof.TryParse(Example.Replace(text, changed, StringComparison.Ordinal)));
    }

    [Fact]
    public void Is_refused_where_it_is_cut_before_its_checkpoint() =>
        Assert.All(Enumerable.Range(0, Example.Length - Note.Length + 1), length => Assert.Null(TlogProof.TryParse(Example[..length])));

    [Fact]
    public void Whatever_is_read_is_written_the_same_again() =>
        Gen.Select(Proofs, Gen.Int[0, 300], Gen.OneOf(Gen.Char["\n =A0x"], Gen.Char)).Hold(sample =>
        {
            var text = sample.Item1.ToText().ToCharArray();
            text[sample.Item2 % text.Length] = sample.Item3;

            if (TlogProof.TryParse(new(text)) is { } proof)
                Assert.Equal(new string(text), proof.ToText());
        });
}
