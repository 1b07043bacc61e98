using Charging.Payments.Ledger;

namespace Charging.Payments.Payouts;

/// <summary>
/// What the gateway paid out at once, in smallest units: gross is the sum of its captures, returned is what went back
/// to customers in the meantime (less than 0 where more of that came back to us), net is what arrived at the bank. The
/// key is PayoutId.
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

    private string Figures =>
        $"{Date:yyyy-MM-dd}: gross {Gross} - fee {Fee} - returned {Returned} = net {Net} {Currency}";

    /// <summary>What the gateway owed is at the bank, less its fee. A part of 0 is not booked.</summary>
    public IEnumerable<LedgerEntry> ToEntries(DateTime now)
    {
        if (Net != 0)
            yield return LedgerEntry.OfPayout(
                PayoutId, LedgerEvent.PaidOut, Account.Bank, Account.Clearing, new Money(Net, Currency), now);
        if (Fee != 0)
            yield return LedgerEntry.OfPayout(
                PayoutId, LedgerEvent.Fee, Account.GatewayFee, Account.Clearing, new Money(Fee, Currency), now);
    }

    /// <summary>Why it is not what was booked under its id; null if it is the same once more.</summary>
    public string? ContradictionTo(Payout booked)
    {
        if (Figures != booked.Figures) return $"{PayoutId} was booked as {booked.Figures}; now it is {Figures}";
        var (one, other) = (References.Except(booked.References), booked.References.Except(References));
        return one.Concat(other).FirstOrDefault() is { } reference
            ? $"{PayoutId} was booked with other captures; {reference} is one that stands on one side only"
            : null;
    }

    /// <summary>Why it cannot be booked, given what we captured under those references; null if it can.</summary>
    public string? FlawAgainst(IReadOnlyDictionary<string, CapturedReference> captured)
    {
        if (PayoutId.Length == 0 || !Currencies.IsKnown(Currency))
            return $"'{PayoutId}' in '{Currency}' is no payout: an id and a currency of ISO 4217 are wanted";
        if (Gross < 0 || Fee < 0 || Net < 0) return "gross, fee and net must not be less than 0";
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
