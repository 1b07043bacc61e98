using Charging.Payments.Gateway;
using Charging.Payments.Messages;
using Charging.Payments.Scheduling;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Collecting;

/// <summary>
/// Does what <see cref="RetryPlan"/> says until there is something to wait for or nothing left to do. An attempt is
/// stored before the gateway is called; an attempt whose outcome is open is resumed, never followed by another.
/// </summary>
internal sealed class CapturePayment(
    Attempts attempts,
    Customers.Customers customers,
    Disputes disputes,
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
        found = found with { Customer = await customers.Find(payment.CustomerId, cancellationToken) };
        if (found.NewInvoice is null) found = await Recall(payment, found, cancellationToken);
        if (payment.ToldNo > 1 || told is not null) found = await RecallDisputes(payment, found, cancellationToken);
        if (isReported && found.Attempts.FirstOrDefault(attempt => attempt.IsUnresolved) is { } open)
            found = await Resume(payment, found, new NextStep.Resume(open, MayRepeat: false), cancellationToken);
        if (told is not null)
        {
            found = Reversal.Take(payment, found, told);
            if (found.Reported is null && payment.IsAsDisputed(found)) return found;
        }

        while (true)
        {
            var now = clock.UtcNow();
            switch (RetryPlan.Next(History.Of(payment, found), found.Customer, now, retry.Value))
            {
                case NextStep.Start start:
                    found = await Start(payment, found, start, now, cancellationToken);
                    break;
                case NextStep.Resume resume:
                    found = await Resume(payment, found, resume, cancellationToken);
                    break;
                case var settled:
                    found = payment.Follow(found, settled, now);
                    Say(payment, found, settled);
                    return found;
            }
        }
    }

    /// <summary>Of a payment that was begun just now.</summary>
    public Task<Findings> Begin(
        PaymentState payment, InvoiceCreated invoice, CancellationToken cancellationToken) =>
        Find(payment, new Findings { NewInvoice = invoice }, invoice, cancellationToken);

    private async Task<Findings> Recall(
        PaymentState payment, Findings found, CancellationToken cancellationToken) =>
        found with { Attempts = await attempts.Recall(payment.CorrelationId, cancellationToken) };

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
        var attempt = Attempt.Start(
            payment.CorrelationId, start.AttemptNo, start.Method, found.CustomerVersion, payment.Amount, now);
        var started = attempt with
        {
            IsAfterWait = found.NewInvoice is null,
            IsMeasured = found.Elsewhere is not null,
        };
        if (await attempts.StartOnce(started, cancellationToken))
        {
            var answer = await gateway.Capture(RequestOf(payment, attempt), cancellationToken);
            return await Keep(payment, found, attempt, answer, cancellationToken);
        }

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

    private async Task<Findings> Resume(
        PaymentState payment, Findings found, NextStep.Resume resume, CancellationToken cancellationToken)
    {
        var request = RequestOf(payment, resume.Attempt);
        var answer = await gateway.LookUp(request, cancellationToken);
        if (answer is GatewayAnswer.NotFound && resume.MayRepeat)
            answer = await gateway.Capture(request, cancellationToken);
        return await Keep(payment, found, resume.Attempt, answer, cancellationToken);
    }

    private static CaptureRequest RequestOf(PaymentState payment, Attempt attempt) =>
        attempt.ToRequest() with { Session = $"{payment.Source}/{payment.SessionId}" };

    private async Task<Findings> Keep(
        PaymentState payment, Findings found, Attempt attempt, GatewayAnswer answer,
        CancellationToken cancellationToken)
    {
        var answered = attempt.With(answer, clock.UtcNow());
        if (!await attempts.MoveOn(answered, cancellationToken)) return await Recall(payment, found, cancellationToken);

        metrics.Answered(
            Words.Of(answered.Status), answered.DeclineClass is { } declined ? Words.Of(declined) : null);
        if (answered.Status == AttemptStatus.Captured) metrics.Captured(answered.Amount);
        log.Answered(answered, answer);
        return found.With(answered);
    }

    private void Say(PaymentState payment, Findings found, NextStep step)
    {
        switch (step)
        {
            case NextStep.Abandon abandon:
                metrics.Abandoned(abandon.Reason);
                log.PaymentAbandoned(
                    payment.CorrelationId, payment.InvoiceNumber, Words.Of(abandon.Reason), payment.AttemptNo);
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
