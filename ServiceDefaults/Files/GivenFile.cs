using System.Runtime.InteropServices;
using System.Text;

namespace Charging.ServiceDefaults.Files;

/// <summary>
/// A file that somebody named on the command line: it may be missing, a directory, a pipe or a device, be endless, or
/// be no text at all. Each of those is said in a sentence (an <see cref="InvalidOperationException"/>), before memory
/// is taken for it.
/// </summary>
public static class GivenFile
{
    /// <summary>Ten times the longest file of plans, customers, sellers or payouts that anybody has.</summary>
    public const int LargestText = 64 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A file on a disk, to be read from its beginning.</summary>
    public static FileStream Open(string path)
    {
        if (KindOf(path) is { } wrong) throw new InvalidOperationException($"{path}: {wrong}");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 16);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{path}: this cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>All of it.</summary>
    /// <param name="path">As it was named.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="most">Bytes.</param>
    public static async Task<byte[]> ReadBytes(
        string path, CancellationToken cancellationToken, int most = LargestText)
    {
        await using var file = Open(path);
        if (file.Length > most)
            throw new InvalidOperationException(
                $"{path}: this has {file.Length:N0} bytes; at most {most:N0} are read. Cut it into several files.");

        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    /// <summary>All of it, which is UTF-8.</summary>
    public static async Task<string> ReadText(string path, CancellationToken cancellationToken)
    {
        var bytes = await ReadBytes(path, cancellationToken);
        var plain = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(3) : bytes;
        if (plain.IndexOf((byte)0) is >= 0 and var at)
            throw new InvalidOperationException(
                $"{path}: byte {at:N0} is 0, so this is no text, or is UTF-16; save it as UTF-8.");
        try
        {
            return Utf8.GetString(plain);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidOperationException(
                $"{path}: byte {exception.Index:N0} is not UTF-8; save the file as UTF-8.", exception);
        }
    }

    /// <summary>Why it is no file to read, for people; null for one that is, or that cannot be told.</summary>
    public static string? KindOf(string path)
    {
        if (Directory.Exists(path)) return "this is a directory; name a file in it.";
        if (!File.Exists(path)) return "there is no such file; look at the path.";
        return OperatingSystem.IsLinux() && IsOther(path)
            ? "this is a device, a pipe or a socket; write what it says into a file first."
            : null;
    }

    /// <summary>Asked before it is opened, since to open a pipe waits for whoever writes into it.</summary>
    private static bool IsOther(string path)
    {
        const int here = -100; // AT_FDCWD: a relative path begins in the working directory
        const uint type = 1; // STATX_TYPE
        const int modeAt = 28; // of stx_mode in struct statx, which is the same on every processor
        const int mask = 0xF000, regular = 0x8000; // S_IFMT, S_IFREG
        var answer = new byte[256];
        return Statx(here, Encoding.UTF8.GetBytes($"{path}\0"), 0, type, answer) == 0
            && (BitConverter.ToUInt16(answer, modeAt) & mask) != regular;
    }

    [DllImport("libc", EntryPoint = "statx"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] answer);
}
