using System.Security.Cryptography;
using System.Text;

namespace Charging.Contracts;

/// <summary>
/// Ids that are derived instead of drawn, so that whoever says the same thing twice says it under the same id.
/// </summary>
public static class NameBasedId
{
    /// <summary>
    /// A version 5 UUID (RFC 9562, 5.5): the same name in the same name space is the same id for ever.
    /// </summary>
    public static Guid Of(Guid nameSpace, string name)
    {
        var nameBytes = Encoding.UTF8.GetByteCount(name);
        var input = nameBytes <= 512 ? stackalloc byte[16 + nameBytes] : new byte[16 + nameBytes];
        nameSpace.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input[16..]);

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 9562 defines version 5 by SHA-1; nothing here is a secret.
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
