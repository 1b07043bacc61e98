namespace Charging.ServiceDefaults.Files;

/// <summary>
/// Files and folders that a program of ours makes: nobody else on the machine reads them, whatever its umask is.
/// </summary>
public static class OurFiles
{
    private const UnixFileMode OnlyOurs = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The folder, which is made if it is not there; one that is there stays as it is.</summary>
    public static void Folder(string path)
    {
        if (Directory.Exists(path)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OnlyOurs | UnixFileMode.UserExecute);
    }

    /// <summary>A file, which is made if the mode says so.</summary>
    /// <param name="path">Where.</param>
    /// <param name="mode">As of <see cref="FileStream"/>.</param>
    /// <param name="access">As of <see cref="FileStream"/>.</param>
    /// <param name="share">What others may do meanwhile.</param>
    /// <param name="buffer">Bytes; 0 meets a full disk where it is written, and leaves nothing for the closing.</param>
    public static FileStream Open(
        string path, FileMode mode, FileAccess access, FileShare share = FileShare.Read, int buffer = 4096)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = buffer };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OnlyOurs;
        return new FileStream(path, options);
    }
}
