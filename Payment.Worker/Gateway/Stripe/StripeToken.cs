namespace Charging.Payments.Gateway.Stripe;

/// <summary>
/// A payment method as Stripe names it, in one token: <c>pm_…</c> where it belongs to no customer there,
/// <c>cus_…/pm_…</c> where it does, <c>cus_…/pm_…/mandate_…</c> where a mandate other than the method's own counts.
/// </summary>
internal sealed record StripeToken(string? Customer, string Method, string? Mandate)
{
    private const int LongestId = 255;

    /// <summary>Null if the token is none of the three.</summary>
    public static StripeToken? Read(string token) => token.Split('/') switch
    {
        [var method] when Is(method, "pm_") => new(null, method, null),
        [var customer, var method] when Is(customer, "cus_") && Is(method, "pm_") => new(customer, method, null),
        [var customer, var method, var mandate]
            when Is(customer, "cus_") && Is(method, "pm_") && Is(mandate, "mandate_") => new(customer, method, mandate),
        _ => null,
    };

    private static bool Is(string id, string kind) =>
        id.Length > kind.Length
        && id.Length <= LongestId
        && id.StartsWith(kind, StringComparison.Ordinal)
        && id.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '_');
}
