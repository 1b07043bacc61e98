using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Charging.Payments.Receipts;

/// <summary>
/// Files that are on the disk for sure once they are said to be written, their bytes and their names; each whole or not
/// at all. What a disk has to do for one it does for many at a time, so many are written at once.
/// </summary>
internal static class DurableFiles
{
    /// <summary>Each waits for the disk most of its time, on a thread of its own.</summary>
    private const int MostWriters = 8;

    /// <summary>Into the folder, which is made if it is not there; a file of that name is replaced.</summary>
    /// <returns>For each what hindered it: a disk that is full, read-only or away; null if nothing did.</returns>
    public static async Task<IReadOnlyList<Exception?>> Write(
        string folder, IReadOnlyList<(string Name, byte[] Content)> files)
    {
        var hindered = new Exception?[files.Count];
        if (Try(() => Make(folder)) is { } away) return [.. files.Select(_ => away)];

        await OnThreads(files.Count, i => hindered[i] = Try(() => Write(folder, files[i].Name, files[i].Content)));
        var nameless = Try(() => Flush(folder));
        return [.. hindered.Select(one => one ?? nameless)];
    }

    /// <summary>What only customers should read is for the worker's account alone.</summary>
    private static void Make(string folder)
    {
        if (Directory.Exists(folder)) return;
        OurFiles.Folder(folder);
        if (Path.GetDirectoryName(folder) is { } above) Flush(above);
    }

    private static void Write(string folder, string name, byte[] content)
    {
        var unfinished = Path.Combine(folder, $".{name}.{Guid.NewGuid():N}");
        var begun = false;
        try
        {
            using (var file = OurFiles.Open(unfinished, FileMode.CreateNew, FileAccess.Write, buffer: 0))
            {
                begun = true;
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, Path.Combine(folder, name), overwrite: true);
            begun = false;
        }
        finally
        {
            if (begun) File.Delete(unfinished);
        }
    }

    /// <summary>A name is the folder's, and only when that is on the disk does a file keep its name.</summary>
    private static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return; // which keeps names by itself, and opens no folder

        using var opened = new SafeFileHandle(Open(Encoding.UTF8.GetBytes($"{folder}\0"), flags: 0), ownsHandle: true);
        if (opened.IsInvalid)
            throw new IOException($"{folder}: {Marshal.GetLastPInvokeErrorMessage()}");
        RandomAccess.FlushToDisk(opened);
    }

    private static Exception? Try(Action deed)
    {
        try
        {
            deed();
            return null;
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            return away;
        }
    }

    /// <summary>Not those of the pool, which would then be missing where there is something to do.</summary>
    private static Task OnThreads(int count, Action<int> deed)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Math.Min(count, MostWriters)).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next)) deed(i);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    /// <summary>.NET opens no folder.</summary>
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
