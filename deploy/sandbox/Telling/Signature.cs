using System.Security.Cryptography;
using System.Text;

namespace Charging.Sandbox;

/// <summary>
/// The header Stripe-Signature: the time in Unix seconds, and the HMAC-SHA256 of that time, a dot and the body.
/// </summary>
internal static class Signature
{
    public static string Of(ReadOnlySpan<byte> body, string secret, DateTimeOffset time)
    {
        var seconds = time.ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{seconds}."), .. body];
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return $"t={seconds},v1={Convert.ToHexStringLower(hash)}";
    }
}
