using Charging.Payments.CheckingOut;
using Charging.Payments.Collecting;
using Charging.Payments.Refunding;

namespace Charging.Payments.Paying;

/// <summary>Reads what the page needs to know of an invoice; changes nothing.</summary>
internal sealed class FindPayable(
    Collecting.Payments payments, Attempts attempts, Checkouts checkouts, Refunds refunds,
    Customers.Customers customers)
{
    /// <summary>Null where there is no such payment.</summary>
    public async Task<PayableInvoice?> Of(Guid invoiceId, CancellationToken cancellationToken)
    {
        if (await payments.Find(invoiceId, cancellationToken) is not { } payment) return null;

        var tried = await attempts.Of(invoiceId, cancellationToken);
        var checkout = await checkouts.Last(invoiceId, cancellationToken);
        var invoice = await payments.InvoiceOf(invoiceId, cancellationToken);
        var customer = await customers.Find(payment.CustomerId, cancellationToken);
        var payable = Payable.Of(payment, tried);
        var isRefunded = payable is Payable.Paid
            && (await refunds.Of(invoiceId, cancellationToken)) is { Left.Minor: <= 0, GivenBack.Minor: > 0 };
        return new PayableInvoice(
            payment, payable, isRefunded, checkout, invoice.Seller.Name,
            customer?.Contact.Language ?? invoice.Language);
    }
}
