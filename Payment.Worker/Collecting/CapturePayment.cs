using Charging.Payments.Announcing;
using Charging.Payments.Banking;
using Charging.Payments.Gateway;
using Charging.Payments.Messages;
using Charging.Payments.Scheduling;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Collecting;

/// <summary>
/// Does what <see cref="RetryPlan"/> says until there is something to wait for or nothing left to do. An attempt is
/// stored before the gateway is called; an attempt whose outcome is open is resumed, never followed by another. What
/// the gateway says last is stored with the payment's own move, by <see cref="StorePayment"/>.
/// </summary>
internal sealed class CapturePayment(
    Attempts attempts,
    Customers.Customers customers,
    Disputes disputes,
    Notices notices,
    BankEntries entries,
    Payments payments,
    StorePayment store,
    SettleCheckout checkout,
    IPaymentGateway gateway,
    IOptions<RetryOptions> retry,
    PaymentMetrics metrics,
    ILogger<CapturePayment> log,
    TimeProvider clock) : FindingActivity("capturePayment")
{
    protected override async Task<Findings> Find(
        PaymentState payment, Findings found, object? message, CancellationToken cancellationToken)
    {
        var told = message as ReturnReported;
        var isReported = told is not null || message is LookDue { IsReported: true };
        if (found.NewInvoice is null)
        {
            found = found with { Customer = await customers.Find(payment.CustomerId, cancellationToken) };
            found = await RecallNotices(payment, found, cancellationToken);
            if (payment.CheckoutNo is not null)
            {
                var isTransferred = await IsTransferred(payment, found, message, cancellationToken);
                found = await checkout.Look(
                    payment, found, mayStay: told is null && !isTransferred, cancellationToken);
            }

            found = await Recall(payment, found, cancellationToken);
            if (IsNothingNew(payment, found, message)) return found;
        }

        if (payment.ToldNo > 1 || told is not null) found = await RecallDisputes(payment, found, cancellationToken);
        if (isReported && found.Attempts.FirstOrDefault(attempt => attempt.IsUnresolved) is { } open)
        {
            found = await Resume(payment, found, new NextStep.Resume(open, MayRepeat: false), cancellationToken);
            found = await Keep(payment, found, cancellationToken);
        }

        if (told is not null)
        {
            found = Reversal.Take(payment, found, told);
            if (found.Reported is null && payment.IsAsDisputed(found)) return found;
        }

        if (message is TransferArrived arrived)
        {
            found = await Take(payment, found, arrived, cancellationToken);
            if (found.Transfer is null) return found;
        }

        if (found.First is { } first)
            found = await Draw(payment, found with { First = null }, first, cancellationToken);
        while (true)
        {
            var now = clock.UtcNow();
            switch (RetryPlan.Next(History.Of(payment, found), found.Customer, now, retry.Value))
            {
                // Another attempt is there only once the one before it is known to be declined.
                case NextStep.Start or NextStep.Resume when found.Answer is not null:
                    found = await Keep(payment, found, cancellationToken);
                    break;
                case NextStep.Start when found.Checkout is not null && payment.IsSettled:
                    return found; // what went back stays so, and its alarm comes again
                case NextStep.Start when found.Checkout is { } page:
                    return Settle(payment, found, new NextStep.WaitToRetry(page.PausesUntil(now)), now);
                case NextStep.Start start:
                    found = await Start(payment, found, start, now, cancellationToken);
                    break;
                case NextStep.Resume resume:
                    found = await Resume(payment, found, resume, cancellationToken);
                    break;
                case var settled:
                    return Settle(payment, found, settled, now);
            }
        }
    }

    private Findings Settle(PaymentState payment, Findings found, NextStep settled, DateTime now)
    {
        found = payment.Follow(found, settled, now);
        Say(payment, found, settled);
        return found;
    }

    /// <summary>
    /// A look at a page that was not paid begins nothing: what is given up stays so, and what waits has its alarm.
    /// </summary>
    private static bool IsNothingNew(PaymentState payment, Findings found, object? message) =>
        message is LookDue { CheckoutNo: not null }
        && !(found.Capture is not null && payment.CurrentState != nameof(PaymentSaga.Captured) && !found.IsAway)
        && (payment.IsSettled || !found.IsCheckoutClosed);

    /// <summary>Of a payment that was begun just now.</summary>
    public Task<Findings> Begin(PaymentState payment, Findings begun, CancellationToken cancellationToken) =>
        Find(payment, begun, begun.NewInvoice, cancellationToken);

    /// <summary>Whether money at the bank pays it, for which the page that is open has to end first.</summary>
    private async Task<bool> IsTransferred(
        PaymentState payment, Findings found, object? message, CancellationToken cancellationToken) =>
        message is TransferArrived arrived
        && await entries.Find(arrived.EntryId, cancellationToken) is { } transfer
        && Transfer.ObjectionTo(payment, await Recall(payment, found, cancellationToken), transfer) is null;

    private async Task<Findings> Take(
        PaymentState payment, Findings found, TransferArrived arrived, CancellationToken cancellationToken) =>
        await entries.Find(arrived.EntryId, cancellationToken) is { } transfer
            ? Transfer.Take(payment, found, transfer, clock.UtcNow())
            : found;

    private async Task<Findings> Recall(
        PaymentState payment, Findings found, CancellationToken cancellationToken) => found with
        {
            Attempts = await attempts.Recall(payment.CorrelationId, cancellationToken),
            Answer = null,
        };

    /// <summary>
    /// What was told, and by which terms. Before the attempts: one that began meanwhile is seen all the same.
    /// </summary>
    private async Task<Findings> RecallNotices(
        PaymentState payment, Findings found, CancellationToken cancellationToken)
    {
        var mayDebit = found.Customer?.Methods.Any(method => method.Kind == PaymentMethodKind.BankAccount) == true;
        return found with
        {
            Terms = mayDebit
                ? DebitTerms.Of(await payments.InvoiceOf(payment.CorrelationId, cancellationToken))
                : null,
            Notices = await notices.Of(payment.CorrelationId, cancellationToken),
        };
    }

    private async Task<Findings> RecallDisputes(
        PaymentState payment, Findings found, CancellationToken cancellationToken)
    {
        var all = await disputes.Of(payment.CorrelationId, cancellationToken);
        var (ofInvoice, ofSurplus) = await disputes.AreGivenBack(payment.CorrelationId, cancellationToken);
        return found with { Disputes = all, IsGivenBack = ofInvoice, IsSurplusGivenBack = ofSurplus };
    }

    private async Task<Findings> Start(
        PaymentState payment, Findings found, NextStep.Start start, DateTime now, CancellationToken cancellationToken)
    {
        var attempt = start.ToAttempt(payment, found, now);
        if (await attempts.StartOnce(attempt, cancellationToken))
            return await Draw(payment, found, attempt, cancellationToken);

        // The same message is being handled twice, and whatever the other began is there to be resumed; or the card was
        // declined so often that the plan has to see it.
        found = await Recall(payment, found, cancellationToken);
        if (found.Attempts.Any(one => one.AttemptNo >= attempt.AttemptNo)) return found;
        if (found.Elsewhere is not null)
        {
            throw new ConcurrencyException(
                $"The payment of invoice {payment.InvoiceNumber} was abandoned by another message, or credited; " +
                "this one is handled again.", typeof(PaymentState), payment.CorrelationId);
        }

        return found with
        {
            Elsewhere = await attempts.DeclinedElsewhere(
                payment.CorrelationId, found.Customer!, now, cancellationToken),
        };
    }

    /// <summary>Of an attempt that is stored, and of which the gateway has never heard.</summary>
    private async Task<Findings> Draw(
        PaymentState payment, Findings found, Attempt attempt, CancellationToken cancellationToken)
    {
        var answer = await gateway.Capture(RequestOf(payment, attempt), cancellationToken);
        return found.With(attempt, answer, clock.UtcNow());
    }

    private async Task<Findings> Resume(
        PaymentState payment, Findings found, NextStep.Resume resume, CancellationToken cancellationToken)
    {
        var request = RequestOf(payment, resume.Attempt);
        var answer = await gateway.LookUp(request, cancellationToken);
        if (answer is GatewayAnswer.NotFound && resume.MayRepeat)
            answer = await gateway.Capture(request, cancellationToken);
        return found.With(resume.Attempt, answer, clock.UtcNow());
    }

    private static CaptureRequest RequestOf(PaymentState payment, Attempt attempt) =>
        attempt.ToRequest() with { Session = $"{payment.Source}/{payment.SessionId}" };

    /// <summary>Stores the answer by itself, before anything else is done with the payment.</summary>
    private async Task<Findings> Keep(PaymentState payment, Findings found, CancellationToken cancellationToken) =>
        await store.Keep(payment, found, cancellationToken)
            ? found with { Answer = null }
            : await Recall(payment, found, cancellationToken);

    private void Say(PaymentState payment, Findings found, NextStep step)
    {
        Traced.Outcome(PaymentSaga.After(step) ?? payment.CurrentState);
        switch (step)
        {
            case NextStep.Abandon abandon:
                metrics.Abandoned(abandon.Reason);
                log.PaymentAbandoned(
                    payment.CorrelationId, payment.InvoiceNumber, Words.Of(abandon.Reason), payment.AttemptNo);
                break;
            case NextStep.AwaitDay wait:
                log.PaymentAwaitsDay(
                    payment.CorrelationId, payment.InvoiceNumber, wait.Notice.NoticeNo, wait.Notice.DrawOn);
                break;
            case NextStep.AwaitCustomer wait:
                log.PaymentAwaitsCustomer(
                    payment.CorrelationId, payment.InvoiceNumber, found.Attempts[^1].Code, wait.DueAt);
                break;
            case NextStep.Review:
                log.PaymentNeedsReview(payment.CorrelationId, payment.InvoiceNumber, payment.AttemptNo);
                break;
        }
    }
}
