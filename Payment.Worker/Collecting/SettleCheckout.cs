using Charging.Payments.CheckingOut;
using Charging.Payments.Gateway;

namespace Charging.Payments.Collecting;

/// <summary>
/// Finds out what became of the page that is open for a payment, and ends it where it must end: only once the gateway
/// says that nobody can pay by it any more, or that it was paid. Silence leaves it open, and what would be drawn waits.
/// </summary>
internal sealed class SettleCheckout(
    Checkouts checkouts, KeepCheckout keep, IPaymentGateway gateway, TimeProvider clock)
{
    /// <summary>With the page if it is still open, or else with what closed it.</summary>
    /// <param name="payment">Of which one is open.</param>
    /// <param name="found">What is known so far.</param>
    /// <param name="mayStay">False where perhaps nothing is owed any more, as with the word of a dispute.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Findings> Look(
        PaymentState payment, Findings found, bool mayStay, CancellationToken cancellationToken)
    {
        var isOwed = mayStay && payment.CurrentState != nameof(PaymentSaga.Captured);
        if (await checkouts.Last(payment.CorrelationId, cancellationToken) is not { } checkout)
            throw new InvalidOperationException(
                $"Invoice {payment.InvoiceNumber} has page {payment.CheckoutNo} open, and there is none in " +
                "payment.checkouts; find out who removed it.");
        if (await IsOpen(checkout, payment, isOwed, cancellationToken))
            return found with { Checkout = checkout };

        payment.LeaveCheckout();
        return found with { Checkout = null, IsCheckoutClosed = true };
    }

    /// <summary>Whether somebody may still pay by it, or may have.</summary>
    /// <param name="checkout">As it is kept.</param>
    /// <param name="payment">That it is of.</param>
    /// <param name="mayStay">False where it is to end also if it could still be paid.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<bool> IsOpen(
        Checkout checkout, PaymentState payment, bool mayStay, CancellationToken cancellationToken)
    {
        if (checkout.ClosedAt is not null) return false;

        var mustEnd = !mayStay || checkout.MustEnd(payment.LeftToPay, clock.UtcNow());
        switch (await Ask(checkout, mustEnd, cancellationToken))
        {
            case GatewayAnswer.PagePaid paid:
                await keep.Paid(checkout, payment.CustomerId, paid, cancellationToken);
                return false;
            case GatewayAnswer.PageExpired:
                await keep.Close(checkout, cancellationToken);
                return false;
            default:
                return true;
        }
    }

    /// <summary>Of one without an address nobody was told it: the gateway need not be asked.</summary>
    private async Task<GatewayAnswer> Ask(Checkout checkout, bool mustEnd, CancellationToken cancellationToken)
    {
        if (checkout.Reference is null)
            return mustEnd ? new GatewayAnswer.PageExpired() : new GatewayAnswer.Unknown("it is being opened");
        var request = checkout.ToRequest();
        return mustEnd
            ? await gateway.ExpirePage(request, cancellationToken)
            : await gateway.LookUpPage(request, cancellationToken);
    }
}
