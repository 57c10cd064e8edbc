using System.Net;

namespace PositionLedger.Cli.Importing;

/// <summary>A file on its way to the server, however large it is.</summary>
/// <param name="progress">Is told how many of how many bytes are sent; of 0 where nobody knows.</param>
internal sealed class SentFile(Stream file, Action<long, long> progress) : HttpContent
{
    private const int Piece = 128 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = new byte[Piece];
        var sent = 0L;
        for (var read = await file.ReadAsync(buffer, cancellationToken); read > 0; read = await file.ReadAsync(buffer, cancellationToken))
        {
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            progress(sent += read, file.CanSeek ? file.Length : 0);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = file.CanSeek ? file.Length : 0;
        return file.CanSeek;
    }
}
