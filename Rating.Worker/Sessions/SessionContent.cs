using System.Security.Cryptography;
using System.Text.Json;

namespace Charging.Rating.Sessions;

/// <summary>
/// All that a session says, so that a repeat is told from another session under the same key. The order of attributes,
/// how a number is written, and fields that the contract does not know make no difference.
/// </summary>
internal static class SessionContent
{
    /// <summary>JSON in UTF-8.</summary>
    public static byte[] Of(SessionEnded session)
    {
        var plain = session with
        {
            Attributes = InOrder(session.Attributes),
            Quantity = session.Quantity / 1.0000000000000000000000000000m,
        };
        return JsonSerializer.SerializeToUtf8Bytes(plain, Wire.Json);
    }

    /// <summary>The SHA-256 of it.</summary>
    public static byte[] HashOf(SessionEnded session) => SHA256.HashData(Of(session));

    /// <summary>By name, so that two tellings are the same to the byte.</summary>
    public static IReadOnlyDictionary<string, string> InOrder(IReadOnlyDictionary<string, string> attributes) =>
        attributes.Count > 1
            ? new SortedDictionary<string, string>(attributes.ToDictionary(), StringComparer.Ordinal)
            : attributes;
}
