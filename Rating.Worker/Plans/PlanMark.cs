using System.Security.Cryptography;
using System.Text;

namespace Charging.Rating.Plans;

/// <summary>
/// A version of a plan as the audit trail knows it: its text by hash, and itself where it is no longer than a page.
/// </summary>
internal sealed record PlanMark(string Sha256, int Length, string? Text)
{
    private const int Page = 3_000;

    public static PlanMark? Of(string? body) => body is null
        ? null
        : new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))), body.Length,
            body.Length <= Page ? body : null);
}
