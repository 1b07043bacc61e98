using Charging.Payments.CheckingOut;
using Charging.Payments.Customers;
using Charging.Payments.Gateway;

namespace Charging.Payments.Collecting;

/// <summary>
/// Opens and closes the pages on which customers pay by themselves, each step in one transaction that holds the
/// payment's row: so no attempt is open when a page is, and none begins before it is closed.
/// </summary>
internal sealed class KeepCheckout(
    NpgsqlDataSource postgres, Customers.Customers customers, PaymentMetrics metrics, ILogger<KeepCheckout> log,
    TimeProvider clock)
{
    /// <summary>So long the customer needs at least; a look before would only find it open.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);

    /// <summary>Begins one for what is left to pay; null if nothing may be paid so, or one is open.</summary>
    public async Task<Checkout?> Begin(
        Guid invoiceId, bool keepsMethod, TimeSpan openFor, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow();
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Payments.Hold(connection, transaction, [invoiceId], cancellationToken);
        await Payments.CountCredits(connection, transaction, invoiceId, now, cancellationToken);
        var payment = await Payments.Find(connection, transaction, invoiceId, cancellationToken);
        var attempts = await Attempts.Read(connection, [invoiceId], cancellationToken, transaction);
        if (payment is not { CheckoutNo: null } || Payable.Of(payment, attempts) is not Payable.Yes)
        {
            await connection.AwaitStandbys(cancellationToken);
            await transaction.CommitAsync(CancellationToken.None);
            return null;
        }

        var before = await Checkouts.Last(connection, transaction, invoiceId, cancellationToken);
        var checkout = new Checkout(
            invoiceId, (before?.CheckoutNo ?? 0) + 1, payment.LeftToPay.Minor, payment.Currency, payment.CreditedMinor,
            keepsMethod, null, null, CheckoutStatus.Started, now, now + openFor, null);
        await Checkouts.Add(connection, transaction, checkout, now + FirstLook, cancellationToken);
        await Payments.OpenCheckout(connection, transaction, checkout, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return checkout;
    }

    /// <summary>Nobody can pay by it any more, as the gateway said, or as nobody was ever told its address.</summary>
    public async Task Close(Checkout checkout, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Payments.Hold(connection, transaction, [checkout.InvoiceId], cancellationToken);
        await Checkouts.Close(connection, transaction, checkout, isPaid: false, clock.UtcNow(), cancellationToken);
        await Payments.LeaveCheckout(connection, transaction, checkout, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        log.CheckoutClosed(checkout.InvoiceId, checkout.CheckoutNo, $"{checkout.Amount}");
    }

    /// <summary>
    /// Keeps what the customer paid as a capture with its books, and the card where they left it, and closes the page.
    /// Whoever comes second changes nothing.
    /// </summary>
    public async Task Paid(
        Checkout checkout, string customerId, GatewayAnswer.PagePaid paid, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow();
        var customer = await customers.Find(customerId, cancellationToken);
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Payments.Hold(connection, transaction, [checkout.InvoiceId], cancellationToken);
        if (!await Checkouts.Close(connection, transaction, checkout, isPaid: true, now, cancellationToken)) return;

        await Payments.LeaveCheckout(connection, transaction, checkout, cancellationToken);
        var before = await Attempts.Read(connection, [checkout.InvoiceId], cancellationToken, transaction);
        var attempt = Attempt.Of(checkout, before.Count + 1, paid, customer?.Version ?? 0, now);
        if (!await Attempts.AddCaptured(connection, transaction, attempt, cancellationToken))
            throw new InvalidOperationException(
                $"Invoice {checkout.InvoiceId}: {checkout.Amount} were paid on page {checkout.CheckoutNo} " +
                $"({paid.Reference}) beside another capture; give that back at the gateway.");
        await Attempts.Conclude(connection, transaction, [attempt], cancellationToken);
        var isKept = checkout.KeepsMethod && await LeftMethods.Add(
            connection, transaction, new LeftMethod(customerId, paid.Method, checkout.InvoiceId, now),
            cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        if (isKept) customers.Forget(customerId);
        metrics.Answered(Words.Of(AttemptStatus.Captured), null);
        metrics.Captured(attempt.Amount);
        metrics.CaptureExcluded(Words.Of(WhyExcluded.AwaitedCustomer));
        log.CheckoutPaid(checkout.InvoiceId, checkout.CheckoutNo, $"{checkout.Amount}", paid.Reference);
    }
}
