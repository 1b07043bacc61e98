namespace Charging.Operator.Exporting;

/// <summary>
/// A file that is there whole or not at all: it is written beside its place under a name of its own, and gets its name
/// when all of it is on the disk. What an aborted run left under that name is overwritten by the next.
/// </summary>
internal sealed class WholeFile : IDisposable
{
    private const int Buffer = 1 << 20;

    private readonly string path;
    private readonly FileStream file;
    private bool isKept;

    /// <exception cref="InvalidOperationException">It is no place for a file, or another run writes there.</exception>
    public WholeFile(string path)
    {
        this.path = Path.GetFullPath(path);
        if (Directory.Exists(this.path) || (File.Exists(this.path) && GivenFile.KindOf(this.path) is not null))
            throw new InvalidOperationException($"{path}: this is no file; name one that may be written.");
        try
        {
            file = OurFiles.Open(Beside, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, Buffer);
            file.SetLength(0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"{path} cannot be written, or another run is writing it: {exception.Message}", exception);
        }
    }

    private string Beside => $"{path}.part";

    public ValueTask Write(ReadOnlyMemory<byte> bytes, CancellationToken stop) => file.WriteAsync(bytes, stop);

    /// <summary>Gives it its name; one that was there before is replaced.</summary>
    public void Keep()
    {
        file.Flush(flushToDisk: true);
        File.Move(Beside, path, overwrite: true);
        isKept = true;
    }

    /// <summary>A disk that is full cannot take what the stream still holds; the file goes all the same.</summary>
    public void Dispose()
    {
        if (!isKept) File.Delete(Beside);
        try
        {
            file.Dispose();
        }
        catch (IOException) when (!isKept)
        {
            return;
        }
    }
}
