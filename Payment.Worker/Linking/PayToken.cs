using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Charging.Payments.Linking;

/// <summary>
/// What a link says: which invoice may be paid by whoever has it, and until when. On the wire it is what it is for, the
/// invoice's id, the last second in which it holds, and an HMAC-SHA256 of these, as base64url of 71 characters.
/// </summary>
internal sealed record PayToken(Guid InvoiceId, DateTime Until)
{
    /// <summary>To pay an invoice; whatever else is signed one day has another number.</summary>
    private const byte ToPay = 1;

    private const int BodyLength = 1 + 16 + sizeof(uint);
    private const int Length = BodyLength + HMACSHA256.HashSizeInBytes;

    /// <summary>Signed with that key.</summary>
    public string Write(string key)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = ToPay;
        InvoiceId.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32BigEndian(
            bytes[17..], (uint)new DateTimeOffset(Until, TimeSpan.Zero).ToUnixTimeSeconds());
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), bytes[..BodyLength], bytes[BodyLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>
    /// Null unless one of the keys signed it and it holds now. It takes the same time whatever is wrong with it: a text
    /// that is none is compared too, and with each key.
    /// </summary>
    public static PayToken? Read(string text, IReadOnlyList<string> keys, DateTime now)
    {
        Span<byte> bytes = stackalloc byte[Length];
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var isWritten = TryDecode(text, bytes);
        var isSigned = false;
        foreach (var key in keys)
        {
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), bytes[..BodyLength], expected);
            isSigned |= CryptographicOperations.FixedTimeEquals(expected, bytes[BodyLength..]);
        }

        var until = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(bytes[17..])).UtcDateTime;
        return isWritten & isSigned & bytes[0] == ToPay & now <= until
            ? new PayToken(new Guid(bytes.Slice(1, 16), bigEndian: true), until)
            : null;
    }

    /// <summary>In the one way in which it is written: no blanks, no padding, and no bits that say nothing.</summary>
    private static bool TryDecode(string text, Span<byte> bytes)
    {
        bytes.Clear();
        Span<byte> read = stackalloc byte[Length];
        if (text.Length != Base64Url.GetEncodedLength(Length)
            || Base64Url.DecodeFromChars(text, read, out _, out var length) != OperationStatus.Done || length != Length
            || Base64Url.EncodeToString(read) != text)
        {
            return false;
        }

        read.CopyTo(bytes);
        return true;
    }
}
