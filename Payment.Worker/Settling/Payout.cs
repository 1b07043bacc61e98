namespace Charging.Payments;

/// <summary>
/// What the gateway paid out at once, in smallest units: gross is the sum of its captures, returned is what went back
/// to customers in the meantime, net is what arrived at the bank. The key is PayoutId.
/// </summary>
internal sealed record Payout
{
    public required string PayoutId { get; init; }

    public required DateOnly Date { get; init; }

    public required string Currency { get; init; }

    public required long Gross { get; init; }

    public required long Fee { get; init; }

    public long Returned { get; init; }

    public required long Net { get; init; }

    /// <summary>The gateway's own names of the captures.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>Why it cannot be booked, given what we captured under those references; null if it can.</summary>
    public string? FlawAgainst(IReadOnlyDictionary<string, CapturedReference> captured)
    {
        if (Gross <= 0 || Fee < 0 || Returned < 0 || Net < 0)
            return "gross must be more than 0, and fee, returned and net not less";
        if (Gross - Fee - Returned != Net)
            return $"gross {Gross} - fee {Fee} - returned {Returned} is {Gross - Fee - Returned}, not net {Net}";
        if (References.Distinct(StringComparer.Ordinal).Count() != References.Count)
            return "a reference stands in it twice";
        if (References.FirstOrDefault(reference => !captured.ContainsKey(reference)) is { } unknown)
            return $"nothing was captured under {unknown}";

        var captures = References.Select(reference => captured[reference]).ToList();
        if (captures.FirstOrDefault(one => one.PayoutId is { } id && id != PayoutId) is { } twice)
            return $"{twice.GatewayReference} was paid out in {twice.PayoutId}";
        if (captures.FirstOrDefault(one => one.Currency != Currency) is { } other)
            return $"{other.GatewayReference} was captured in {other.Currency}, not in {Currency}";
        var sum = captures.Sum(one => one.AmountMinor);
        return sum == Gross ? null : $"its captures are {sum}, not gross {Gross}";
    }
}

/// <summary>A capture as we know it; PayoutId is where it was paid out, null if it was not.</summary>
internal sealed record CapturedReference(
    string GatewayReference, long AmountMinor, string Currency, string? PayoutId);
