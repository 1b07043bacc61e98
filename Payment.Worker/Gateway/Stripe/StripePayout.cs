using Stripe;
using Payout = Charging.Payments.Payouts.Payout;

namespace Charging.Payments.Gateway.Stripe;

/// <summary>What a payout of Stripe and the movements of its balance are in our books.</summary>
internal static class StripePayout
{
    /// <exception cref="InvalidOperationException">
    /// A movement is of a kind that nobody books here, or an amount has no place in the books.
    /// </exception>
    public static Payout Of(global::Stripe.Payout paid, IReadOnlyList<BalanceTransaction> movements)
    {
        var captures = movements.Where(one => one.Type is "charge" or "payment").ToList();
        var others = movements.Except(captures).Where(one => one.Type != "payout").ToList();
        if (others.FirstOrDefault(one => !GoesBack(one) && !IsFee(one)) is { } unknown)
        {
            throw new InvalidOperationException(
                $"it has {unknown.Id}, which is '{unknown.Type}': captures, refunds, disputes and fees are booked. " +
                "Book this payout by hand.");
        }

        return new Payout
        {
            PayoutId = paid.Id,
            Date = DateOnly.FromDateTime(paid.ArrivalDate),
            Currency = paid.Currency.ToUpperInvariant(),
            Gross = Minor("gross", captures.Sum(one => one.Amount)),
            Fee = Minor("fee", movements.Sum(one => one.Fee) - others.Where(IsFee).Sum(one => one.Amount)),
            Returned = Minor("returned", -others.Where(GoesBack).Sum(one => one.Amount)),
            Net = Minor("net", paid.Amount),
            References = [.. captures.Select(ReferenceOf)],
        };

        long Minor(string what, long amount)
        {
            try
            {
                return StripeAmount.Read(amount, paid.Currency).Minor;
            }
            catch (FormatException remainder)
            {
                throw new InvalidOperationException(
                    $"its {what} cannot be booked: {remainder.Message}. Ask Stripe for whole amounts, or book it by " +
                    "hand.", remainder);
            }
        }
    }

    /// <summary>Refunds, returned debits and disputes; and what of these came back to us.</summary>
    private static bool GoesBack(BalanceTransaction one) => one.Type is "refund" or "payment_refund" or "refund_failure"
        or "payment_failure_refund" or "payment_reversal" or "adjustment";

    private static bool IsFee(BalanceTransaction one) => one.Type is "stripe_fee";

    /// <summary>The payment intent, by which we know the capture; a charge without one is none of ours.</summary>
    private static string ReferenceOf(BalanceTransaction capture) =>
        (capture.Source as Charge)?.PaymentIntentId ?? capture.SourceId ?? capture.Id;
}
