using Charging.Payments.CheckingOut;
using Charging.Payments.Collecting;

namespace Charging.Payments.Paying;

/// <summary>
/// What the page needs to know of an invoice, and nothing personal. IsRefunded where all that was paid was given back;
/// Checkout is the last page of the gateway that was opened for it, null if none was.
/// </summary>
internal sealed record PayableInvoice(
    PaymentState Payment, Payable Payable, bool IsRefunded, Checkout? Checkout, string Seller, string Language)
{
    public bool IsCheckoutOpen => Checkout is { ClosedAt: null };

    /// <param name="comesBack">From the gateway's page, where they have paid.</param>
    public PageState StateFor(bool comesBack) => Payable switch
    {
        Payable.Yes when comesBack && IsCheckoutOpen => PageState.Awaited,
        Payable.Yes => PageState.Payable,
        Payable.Paid when IsRefunded => PageState.Refunded,
        Payable.Paid => PageState.Paid,
        Payable.Nothing => PageState.Nothing,
        Payable.Disputed => PageState.Disputed,
        _ => PageState.InWork,
    };
}
