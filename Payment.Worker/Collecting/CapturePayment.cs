using Charging.Contracts;
using Charging.Payments.Customers;
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
    TimeProvider clock) : IStateMachineActivity<PaymentState>
{
    public async Task Execute(BehaviorContext<PaymentState> context, IBehavior<PaymentState> next)
    {
        await Collect(context.Saga, context.CancellationToken);
        await next.Execute(context);
    }

    public async Task Execute<T>(BehaviorContext<PaymentState, T> context, IBehavior<PaymentState, T> next)
        where T : class
    {
        var told = context.Message as ReturnReported;
        var isReported = told is not null || context.Message is LookDue { IsReported: true };
        await Collect(context.Saga, context.CancellationToken, isReported, told);
        await next.Execute(context);
    }

    public Task Faulted<TException>(
        BehaviorExceptionContext<PaymentState, TException> context, IBehavior<PaymentState> next)
        where TException : Exception => next.Faulted(context);

    public Task Faulted<T, TException>(
        BehaviorExceptionContext<PaymentState, T, TException> context, IBehavior<PaymentState, T> next)
        where T : class where TException : Exception => next.Faulted(context);

    public void Probe(ProbeContext context) => context.CreateScope("capturePayment");

    public void Accept(StateMachineVisitor visitor) => visitor.Visit(this);

    private async Task Collect(
        PaymentState payment, CancellationToken cancellationToken, bool isReported = false,
        ReturnReported? told = null)
    {
        var customer = await customers.Find(payment.CustomerId, cancellationToken);
        payment.CustomerVersion = customer?.Version ?? 0;
        payment.TokensOnFile = [.. (customer?.Methods ?? []).Select(method => method.Token)];
        if (payment.NewInvoice is null)
            payment.Attempts = await attempts.Recall(payment.CorrelationId, cancellationToken);
        if (payment.ToldNo > 1 || told is not null) await Recall(payment, cancellationToken);
        if (isReported && payment.Attempts.FirstOrDefault(attempt => attempt.IsUnresolved) is { } open)
            await Resume(payment, new NextStep.Resume(open, MayRepeat: false), cancellationToken);
        if (told is not null) payment.Take(told);
        if (told is not null && payment.Reported is null && payment.IsAsDisputed) return;

        while (true)
        {
            var now = clock.UtcNow();
            switch (RetryPlan.Next(History.Of(payment), customer, now, retry.Value))
            {
                case NextStep.Start start:
                    await Start(payment, start, customer!, now, cancellationToken);
                    break;
                case NextStep.Resume resume:
                    await Resume(payment, resume, cancellationToken);
                    break;
                case var settled:
                    payment.Follow(settled, now);
                    Tell(payment, settled);
                    return;
            }
        }
    }

    private async Task Recall(PaymentState payment, CancellationToken cancellationToken)
    {
        payment.Disputes = await disputes.Of(payment.CorrelationId, cancellationToken);
        (payment.IsGivenBack, payment.IsSurplusGivenBack) =
            await disputes.AreGivenBack(payment.CorrelationId, cancellationToken);
    }

    private async Task Start(
        PaymentState payment, NextStep.Start start, Customer customer, DateTime now,
        CancellationToken cancellationToken)
    {
        var attempt = Attempt.Start(
            payment.CorrelationId, start.AttemptNo, start.Method, payment.CustomerVersion, payment.Amount, now);
        var started = attempt with
        {
            IsAfterWait = payment.NewInvoice is null, IsMeasured = payment.Elsewhere is not null,
        };
        if (await attempts.StartOnce(started, cancellationToken))
        {
            var answer = await gateway.Capture(RequestOf(payment, attempt), cancellationToken);
            await Keep(payment, attempt, answer, cancellationToken);
        }
        else
        {
            // The same message is being handled twice, and whatever the other began is there to be resumed; or the card
            // was declined so often that the plan has to see it.
            payment.Attempts = await attempts.Recall(payment.CorrelationId, cancellationToken);
            if (payment.Attempts.Any(one => one.AttemptNo >= attempt.AttemptNo)) return;
            if (payment.Elsewhere is not null)
            {
                throw new ConcurrencyException(
                    $"The payment of invoice {payment.InvoiceNumber} was abandoned by another message, or credited; " +
                    "this one is handled again.", typeof(PaymentState), payment.CorrelationId);
            }

            payment.Elsewhere = await attempts.DeclinedElsewhere(
                payment.CorrelationId, customer, now, cancellationToken);
        }
    }

    private async Task Resume(PaymentState payment, NextStep.Resume resume, CancellationToken cancellationToken)
    {
        var request = RequestOf(payment, resume.Attempt);
        var answer = await gateway.LookUp(request, cancellationToken);
        if (answer is GatewayAnswer.NotFound && resume.MayRepeat)
            answer = await gateway.Capture(request, cancellationToken);
        await Keep(payment, resume.Attempt, answer, cancellationToken);
    }

    private static CaptureRequest RequestOf(PaymentState payment, Attempt attempt) =>
        attempt.ToRequest() with { Session = $"{payment.Source}/{payment.SessionId}" };

    private async Task Keep(
        PaymentState payment, Attempt attempt, GatewayAnswer answer, CancellationToken cancellationToken)
    {
        var answered = attempt.With(answer, clock.UtcNow());
        if (await attempts.MoveOn(answered, cancellationToken))
        {
            metrics.Answered(answered);
            log.Answered(answered, answer);
            payment.Attempts = [.. payment.Attempts.Where(other => other.AttemptNo != answered.AttemptNo), answered];
        }
        else
        {
            payment.Attempts = await attempts.Recall(payment.CorrelationId, cancellationToken);
        }
    }

    private void Tell(PaymentState payment, NextStep step)
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
                    payment.CorrelationId, payment.InvoiceNumber, payment.Attempts[^1].Code, wait.DueAt);
                break;
            case NextStep.Review:
                log.PaymentNeedsReview(payment.CorrelationId, payment.InvoiceNumber, payment.AttemptNo);
                break;
        }
    }
}
