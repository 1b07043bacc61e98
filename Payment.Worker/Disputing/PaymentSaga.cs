using Charging.Contracts;
using MassTransit;

namespace Charging.Payments;

/// <summary>What becomes of a payment whose money goes back and forth after it was captured.</summary>
internal sealed partial class PaymentSaga
{
    /// <summary>
    /// Whatever the state, the report is kept with what it means for the books, and the plan says what stands. An
    /// attempt that is on its way is looked for first: the report may be quicker than that of the capture.
    /// </summary>
    private void WhateverIsReported() => During(
        [WaitingToRetry, AwaitingCustomer, Resolving, Pending, NeedsReview, Captured, Reversed, Abandoned],
        Collect(When(ReturnReported))
            .If(x => x.Saga is { Next: null, CurrentState: nameof(Reversed) }, TellReversed)
            .If(x => x.Saga is { Next: null, CurrentState: nameof(Captured), ToldNo: > 1 }, TellCaptured)
            .If(x => x.Saga is { Next: null, CurrentState: nameof(Abandoned), ToldNo: > 1 }, TellAbandoned));

    /// <summary>While its dispute is open it waits; then it is drawn once more, or a person gives it up.</summary>
    private void WhileReversed() => During(Reversed,
        Collect(When(RetryDue, x => x.Message.AttemptNo == x.Saga.AttemptNo)),
        Collect(Ask(When(RetryPayment, x => x.Message.AttemptNo == x.Saga.AttemptNo))),
        Collect(GiveUp(When(AbandonPayment, x => !x.Saga.IsDisputeOpen))),
        Refuse(When(AbandonPayment, x => x.Saga.IsDisputeOpen)),
        Ignore(InvoiceCreated), Ignore(LookDue), Ignore(PaymentDecided));

    private EventActivityBinder<PaymentState, T> BecomeReversed<T>(EventActivityBinder<PaymentState, T> decided)
        where T : class => decided.TransitionTo(Reversed).If(x => x.Saga.IsNews, TellReversed);

    /// <summary>What was captured stays so with a report that changes nothing, as of one that was won before.</summary>
    private EventActivityBinder<PaymentState, T> BecomeCaptured<T>(EventActivityBinder<PaymentState, T> decided)
        where T : class => decided.TransitionTo(Captured)
            .If(x => x.Saga.IsNews || x.Saga is { ToldNo: > 1, Surplus: not null }, TellCaptured);

    private EventActivityBinder<PaymentState, T> TellReversed<T>(EventActivityBinder<PaymentState, T> reversed)
        where T : class => reversed
            .Publish(x => x.Saga.ToPaymentReversed())
            .If(_ => receipts, x => x.Publish(mail => SendReceipt.For(
                mail.Saga, mail.Saga.IsDisputeOpen ? ReceiptKind.Reversal : ReceiptKind.DisputeLost)));
}
