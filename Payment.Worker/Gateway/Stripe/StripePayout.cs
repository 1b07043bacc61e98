using Stripe;

namespace Charging.Payments;

/// <summary>What a payout of Stripe and the movements of its balance are in our books.</summary>
internal static class StripePayout
{
    /// <exception cref="InvalidOperationException">A movement is of a kind that nobody books here.</exception>
    public static Payout Of(global::Stripe.Payout paid, IReadOnlyList<BalanceTransaction> movements)
    {
        var captures = movements.Where(one => one.Type is "charge" or "payment").ToList();
        var others = movements.Except(captures).Where(one => one.Type != "payout").ToList();
        if (others.FirstOrDefault(one => !GoesBack(one) && !IsFee(one)) is { } unknown)
        {
            throw new InvalidOperationException(
                $"Payout {paid.Id} has {unknown.Id}, which is '{unknown.Type}': captures, refunds, disputes and fees " +
                "are booked. Book this payout by hand, and the others from a file.");
        }

        return new Payout
        {
            PayoutId = paid.Id,
            Date = DateOnly.FromDateTime(paid.ArrivalDate),
            Currency = paid.Currency.ToUpperInvariant(),
            Gross = Minor(captures.Sum(one => one.Amount)),
            Fee = Minor(movements.Sum(one => one.Fee) - others.Where(IsFee).Sum(one => one.Amount)),
            Returned = Minor(-others.Where(GoesBack).Sum(one => one.Amount)),
            Net = Minor(paid.Amount),
            References = [.. captures.Select(ReferenceOf)],
        };

        long Minor(long amount) => StripeAmount.Read(amount, paid.Currency).Minor;
    }

    /// <summary>Refunds, returned debits and disputes; and what of these came back to us.</summary>
    private static bool GoesBack(BalanceTransaction one) => one.Type is "refund" or "payment_refund" or "refund_failure"
        or "payment_failure_refund" or "payment_reversal" or "adjustment";

    private static bool IsFee(BalanceTransaction one) => one.Type is "stripe_fee";

    /// <summary>The payment intent, by which we know the capture; a charge without one is none of ours.</summary>
    private static string ReferenceOf(BalanceTransaction capture) =>
        (capture.Source as Charge)?.PaymentIntentId ?? capture.SourceId ?? capture.Id;
}
