using Charging.Payments.Collecting;
using Charging.Payments.Crediting;

namespace Charging.Payments.Refunding;

/// <summary>Decides from the payment of an invoice and all of its credit notes what becomes of one of them.</summary>
internal static class CreditPlan
{
    /// <summary>
    /// Null while it is open whether the invoice is paid, or a part of what is to go back is disputed.
    /// </summary>
    public static CreditOutcome? OutcomeOf(Credit credit, Refundable payment, IReadOnlyList<Credit> all)
    {
        var givesBack = ToGiveBack(credit, payment, all).Minor > 0;
        return payment.State switch
        {
            nameof(PaymentSaga.Captured) when givesBack => CreditOutcome.Refunded,
            nameof(PaymentSaga.Captured) => payment.UndrawnMinor > 0 && credit.PayableMinor <= payment.UndrawnMinor
                ? CreditOutcome.NeverDrawn
                : CreditOutcome.GivenBackBefore,
            nameof(PaymentSaga.Reversed) when givesBack => payment.IsDisputed ? null : CreditOutcome.Refunded,
            nameof(PaymentSaga.Abandoned) when payment.AbandonReason == AbandonReason.Credited =>
                CreditOutcome.NeverDrawn,
            nameof(PaymentSaga.Abandoned) or nameof(PaymentSaga.Reversed) => CreditOutcome.NotOwed,
            _ => null,
        };
    }

    /// <summary>
    /// What this note gives back of a captured payment: of all that is credited what was drawn, and no refund has given
    /// back, or may have, and no dispute; never more than the note's own amount, nor than is left of the capture.
    /// </summary>
    public static Money ToGiveBack(Credit credit, Refundable payment, IReadOnlyList<Credit> all)
    {
        var credited = all.Aggregate(Money.Zero(payment.Currency), (sum, one) => sum + one.Payable);
        var drawn = credited with { Minor = credited.Minor - payment.UndrawnMinor };
        var standing = drawn - payment.GivenBack - payment.Away;
        var least = Math.Min(Math.Min(standing.Minor, payment.Left.Minor), credit.Payable.Minor);
        return standing with { Minor = Math.Max(least, 0) };
    }
}
