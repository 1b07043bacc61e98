using Charging.Payments.Announcing;
using Charging.Payments.Scheduling;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Collecting;

/// <summary>
/// Stores how far a payment has come, for the machine and for the lane: a payment with its first attempt, and what the
/// gateway answered with what follows from it, each in one commit. What was answered is said and counted once it is
/// stored.
/// </summary>
internal sealed class StorePayment(
    Payments payments,
    Attempts attempts,
    Customers.Customers customers,
    IOptions<RetryOptions> retry,
    PaymentMetrics metrics,
    ILogger<StorePayment> log,
    TimeProvider clock)
{
    /// <summary>
    /// Begins the payment of the invoice, with the attempt that the plan begins with; null if it has begun already.
    /// Whoever gets the attempt calls the gateway: the attempt is safe, and nobody has called for it.
    /// </summary>
    public async Task<Findings?> BeginOnce(
        PaymentState payment, InvoiceCreated invoice, CancellationToken cancellationToken)
    {
        var customer = await customers.Find(payment.CustomerId, cancellationToken);
        var found = new Findings { NewInvoice = invoice, Customer = customer, Terms = DebitTerms.Of(invoice) };
        var now = clock.UtcNow();
        var first = RetryPlan.Next(History.Of(payment, found), customer, now, retry.Value) is NextStep.Start start
            ? start.ToAttempt(payment, found, now)
            : null;
        return await payments.BeginOnce(payment, invoice, first, cancellationToken) switch
        {
            Begun.WithAttempt => found with { First = first, Attempts = [first!] },
            Begun.Alone => found,
            _ => null,
        };
    }

    /// <summary>
    /// Stores what was decided with the answer that led there; false if the payment was moved by another message, or
    /// the attempt by another answer, and then the message is handled again. An answer that is the first counts
    /// whatever becomes of the payment's own row.
    /// </summary>
    public async Task<bool> MoveOn(PaymentState payment, Findings found, CancellationToken cancellationToken)
    {
        Moved moved;
        try
        {
            moved = await payments.MoveOn(payment, found, cancellationToken);
        }
        catch (Exception error) when (found.Answer is not null && error is PostgresException or TimeoutException)
        {
            // Nothing of it is stored, and it may be the payment's row alone that the database refused, or kept locked.
            await Keep(payment, found, cancellationToken);
            throw;
        }

        if (moved.Attempt) await Say(payment, found, cancellationToken);
        if (moved.Payment && found.Transfer is { } paid)
            log.PaidByTransfer(payment.CorrelationId, payment.InvoiceNumber, $"{paid.Amount}", paid.BankEntryId!.Value);
        return moved.Payment;
    }

    /// <summary>Stores the answer by itself; false if it was not the first, and then that one counts.</summary>
    public async Task<bool> Keep(PaymentState payment, Findings found, CancellationToken cancellationToken)
    {
        if (!await attempts.MoveOn(found.Answer!.Attempt, cancellationToken)) return false;

        await Say(payment, found, cancellationToken);
        return true;
    }

    private async Task Say(PaymentState payment, Findings found, CancellationToken cancellationToken)
    {
        var answer = found.Answer!;
        var attempt = answer.Attempt;
        log.Answered(attempt, answer.Said);
        metrics.Answered(
            Words.Of(attempt.Status), attempt.DeclineClass is { } declined ? Words.Of(declined) : null);
        if (attempt.Status != AttemptStatus.Captured) return;

        metrics.Captured(attempt.Amount);
        var time = CaptureTime.Of(attempt, payment, await InvoiceOfCapture(attempt, payment, found, cancellationToken));
        if (time.Why is { } why) metrics.CaptureExcluded(Words.Of(why));
        metrics.CapturedAfter(time.SinceEnd, time.SinceReceived, found.IsFast);
    }

    /// <summary>
    /// Where it may count in how soon sessions are captured; else null. Mostly it is the message that is handled.
    /// </summary>
    private async Task<InvoiceCreated?> InvoiceOfCapture(
        Attempt captured, PaymentState payment, Findings found, CancellationToken cancellationToken) =>
        CaptureTime.MayCount(captured, payment)
            ? found.NewInvoice ?? await payments.InvoiceOf(payment.CorrelationId, cancellationToken)
            : null;
}
