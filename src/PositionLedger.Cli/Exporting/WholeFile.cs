namespace PositionLedger.Cli.Exporting;

/// <summary>A file that is there once it is whole: until then it is written beside its place, under another name.</summary>
internal sealed class WholeFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _unfinished;
    private readonly FileStream _stream;

    private WholeFile(string path, string unfinished) =>
        (_path, _unfinished, _stream) = (path, unfinished, new(unfinished, FileMode.CreateNew));

    public Stream Stream => _stream;

    /// <exception cref="UsageException">It can't be written there.</exception>
    public static WholeFile Create(string path)
    {
        try
        {
            // A link goes on leading to where it led.
            var linked = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null;
            var place = Path.GetFullPath(linked ?? path);
            if (Directory.Exists(place))
                throw new UsageException($"{path} can't be written: it is a folder.");
            return new(place, Path.Combine(Path.GetDirectoryName(place)!, $".{Path.GetFileName(place)}.{Guid.NewGuid():N}.part"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} can't be written: {e.Message}");
        }
    }

    /// <summary>Puts it in its place, instead of what was there.</summary>
    public async Task FinishAsync()
    {
        await _stream.DisposeAsync();
        File.Move(_unfinished, _path, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        File.Delete(_unfinished);
    }
}
