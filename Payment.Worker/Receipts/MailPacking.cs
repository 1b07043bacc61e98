using System.Buffers;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Charging.Payments.Receipts;

/// <summary>
/// Mails as they are kept: by zstd with a dictionary, since nearly all of a mail is in every other one too. The very
/// bytes come back, or an exception. A dictionary is kept for good and never changed, since mails are kept by it; a
/// better one is a file more, under the next number.
/// </summary>
internal static class MailPacking
{
    /// <summary>The dictionary that new mails are kept by.</summary>
    public const short Newest = 1;

    /// <summary>The least: what a mail has in common with the dictionary is found by it too.</summary>
    private const int Effort = 1;

    /// <summary>A mail with all the documents of the longest invoice is a hundredth of it.</summary>
    private const int LongestMail = 256 * 1024 * 1024;

    private static readonly Lazy<byte[]>[] Dictionaries =
        [.. Enumerable.Range(1, Newest).Select(number => new Lazy<byte[]>(() => Read(number)))];

    // Each is one thread's at a time, and takes as long to make as ten mails to pack.
    private static readonly ThreadLocal<Compressor> Packer = new(NewPacker);
    private static readonly ThreadLocal<Decompressor>[] Unpackers =
        [.. Dictionaries.Select(dictionary => new ThreadLocal<Decompressor>(() => NewUnpacker(dictionary.Value)))];

    public static byte[] Pack(byte[] mail)
    {
        var room = ArrayPool<byte>.Shared.Rent(Compressor.GetCompressBound(mail.Length));
        var packed = room.AsSpan(0, Packer.Value!.Wrap(mail, room)).ToArray();
        ArrayPool<byte>.Shared.Return(room);
        return packed;
    }

    public static byte[] Unpack(byte[] packed, short dictionary) =>
        dictionary is >= 1 and <= Newest
            ? Unpackers[dictionary - 1].Value!.Unwrap(packed, LongestMail).ToArray()
            : throw new InvalidOperationException(
                $"No dictionary {dictionary} of mails is in this version, which has 1 to {Newest}; a later one kept " +
                "the mail, so let that one read it.");

    private static Compressor NewPacker()
    {
        var packer = new Compressor(Effort);
        packer.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        packer.LoadDictionary(Dictionaries[Newest - 1].Value);
        return packer;
    }

    private static Decompressor NewUnpacker(byte[] dictionary)
    {
        var unpacker = new Decompressor();
        unpacker.LoadDictionary(dictionary);
        return unpacker;
    }

    private static byte[] Read(int number)
    {
        var name = $"mails-{number}.dictionary";
        using var stream = typeof(MailPacking).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not in this worker; kept mails need it.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
