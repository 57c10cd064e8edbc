using System.Text;
using CsCheck;
using PositionLedger.Cli.Verification;
using PositionLedger.Domain.Tests;

namespace PositionLedger.Server.Tests.Cli;

/// <summary>Long answers are read line by line, on all processors, in their order.</summary>
public sealed class ReadingLines
{
    private static readonly Gen<string[]> Texts = Gen.String[Gen.Char['a', 'z'], 0, 40_000].Array[0, 8];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Lines_of_any_length_come_out_as_they_went_in() => Texts.SampleAsync(async texts =>
    {
        var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(texts.Select(text => text + "\n"))));

        Assert.Equal(texts.Select((text, i) => (text, i + 1L)).Where(line => line.text.Length > 0), await ReadAsync(stream));
    }, iter: Math.Min(Cases.Count, 200));

    [Fact]
    public async Task A_last_line_that_is_cut_off_comes_out_as_well() =>
        Assert.Equal([("one", 1), ("tw", 2)], await ReadAsync(new MemoryStream("one\ntw"u8.ToArray())));

    [Fact]
    public async Task What_a_line_throws_reaches_the_reader() => await Assert.ThrowsAsync<FormatException>(async () =>
    {
        await foreach (var _ in LineBatches.ReadAsync<int>(new MemoryStream("one\n"u8.ToArray()), (_, _) => throw new FormatException(), Cancel))
        {
            // Nothing comes.
        }
    });

    [Fact]
    public async Task Whoever_stops_early_leaves_nothing_running()
    {
        var stream = new Endless();
        await foreach (var _ in LineBatches.ReadAsync(stream, (_, number) => number, Cancel))
            break;

        var read = stream.Reads;
        await Task.Delay(50, Cancel);
        Assert.Equal(read, stream.Reads);
    }

    private static async Task<List<(string, long)>> ReadAsync(Stream stream)
    {
        List<(string, long)> lines = [];
        await foreach (var batch in LineBatches.ReadAsync(stream, (line, number) => (Encoding.UTF8.GetString(line), number), Cancel))
            lines.AddRange(batch);
        return lines;
    }

    private sealed class Endless : MemoryStream
    {
        public int Reads { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Reads++;
            buffer.Span.Fill((byte)'\n');
            return new(buffer.Length);
        }
    }
}
