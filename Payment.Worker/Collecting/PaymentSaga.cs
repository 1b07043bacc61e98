using Charging.Contracts;
using Charging.Payments.Messages;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Collecting;

/// <summary>
/// Collects one invoice. Every message only asks <see cref="CapturePayment"/> to go on; what the plan says decides the
/// next state, and what is told leaves after that state is stored. A settled payment that is asked again tells the same
/// again, unless it was the gateway that reported what is known already.
/// </summary>
internal sealed class PaymentSaga : MassTransitStateMachine<PaymentState>
{
    private readonly bool receipts;
    private readonly TimeProvider clock;

    public PaymentSaga(IOptions<ReceiptOptions> receipts, TimeProvider clock)
    {
        (this.receipts, this.clock) = (receipts.Value.Enabled, clock);
        InstanceState(x => x.CurrentState);
        OnUnhandledEvent(x => Equals(x.Event, ReturnReported) ? throw new EarlyReportException(x.Saga) : x.Throw());
        Hear();
        WhileOpen();
        OnceSettled();
        WhateverIsReported();
    }

    /// <summary>Declined, and the plan allows another try.</summary>
    public State WaitingToRetry { get; private set; } = null!;

    /// <summary>Only the customer can mend it; they have been written to.</summary>
    public State AwaitingCustomer { get; private set; } = null!;

    /// <summary>No answer: the gateway is asked what became of it.</summary>
    public State Resolving { get; private set; } = null!;

    /// <summary>The bank is on it.</summary>
    public State Pending { get; private set; } = null!;

    public State Captured { get; private set; } = null!;

    /// <summary>What was captured went back to the customer's bank.</summary>
    public State Reversed { get; private set; } = null!;

    /// <summary>Nothing is left to try.</summary>
    public State Abandoned { get; private set; } = null!;

    /// <summary>The outcome cannot be found out by asking; a person decides.</summary>
    public State NeedsReview { get; private set; } = null!;

    public Event<InvoiceCreated> InvoiceCreated { get; private set; } = null!;
    public Event<RetryDue> RetryDue { get; private set; } = null!;
    public Event<RetryPayment> RetryPayment { get; private set; } = null!;
    public Event<PaymentDecided> PaymentDecided { get; private set; } = null!;
    public Event<AbandonPayment> AbandonPayment { get; private set; } = null!;
    public Event<ReturnReported> ReturnReported { get; private set; } = null!;
    public Event<LookDue> LookDue { get; private set; } = null!;

    private void Hear()
    {
        Event(() => InvoiceCreated, e =>
        {
            e.CorrelateById(x => x.Message.InvoiceId);
            e.InsertOnInitial = true;
            e.SetSagaFactory(x => PaymentState.Begin(x.Message, clock.UtcNow()));
        });
        Event(() => RetryDue, e => e.CorrelateById(x => x.Message.InvoiceId));
        Event(() => RetryPayment, e => e.CorrelateById(x => x.Message.InvoiceId));
        Event(() => LookDue, e => e.CorrelateById(x => x.Message.InvoiceId));
        Event(() => PaymentDecided, e => Known(e.CorrelateById(x => x.Message.InvoiceId)));
        Event(() => AbandonPayment, e => Known(e.CorrelateById(x => x.Message.InvoiceId)));
        Event(() => ReturnReported, e => Known(e.CorrelateById(x => x.Message.InvoiceId)));
        static void Known<T>(IEventCorrelationConfigurator<PaymentState, T> e) where T : class =>
            e.OnMissingInstance(missing => missing.Fault());
    }

    private void WhileOpen()
    {
        Initially(Collect(When(InvoiceCreated)), Ignore(RetryDue), Ignore(LookDue), Ignore(RetryPayment));

        During(WaitingToRetry,
            Collect(When(RetryDue, x => x.Message.AttemptNo == x.Saga.AttemptNo)),
            Collect(Ask(When(RetryPayment, x => x.Message.AttemptNo == x.Saga.AttemptNo))),
            Collect(GiveUp(When(AbandonPayment))),
            Ignore(InvoiceCreated), Ignore(LookDue), Ignore(PaymentDecided));

        During(AwaitingCustomer,
            Collect(When(RetryDue, x => x.Message.AttemptNo == x.Saga.AttemptNo)),
            Collect(Ask(When(RetryPayment, x => x.Message.AttemptNo == x.Saga.AttemptNo))),
            Collect(GiveUp(When(AbandonPayment))),
            WriteToCustomer(When(RetryDue, x => x.Message.AttemptNo != x.Saga.AttemptNo)),
            WriteToCustomer(When(LookDue)),
            WriteToCustomer(When(InvoiceCreated)),
            WriteToCustomer(When(PaymentDecided)));

        During(Resolving, Pending,
            Collect(When(LookDue, x => x.Message.AttemptNo == x.Saga.AttemptNo)), Ignore(PaymentDecided),
            Refuse(When(AbandonPayment)), Ignore(InvoiceCreated), Ignore(RetryDue), Ignore(RetryPayment));

        During(NeedsReview,
            Collect(When(PaymentDecided, x => x.Message.AttemptNo == x.Saga.AttemptNo)
                .Activity(x => x.OfType<DecideAttempt>())),
            Collect(When(LookDue, x => x.Message.IsReported)),
            Refuse(When(AbandonPayment)), Ignore(InvoiceCreated), Ignore(RetryDue), Ignore(RetryPayment));

    }

    private void OnceSettled()
    {
        During(Captured,
            TellCaptured(Recall(When(InvoiceCreated))),
            TellCaptured(Recall(When(RetryDue))),
            Recall(When(LookDue)).If(MayBeUntold, TellCaptured),
            TellCaptured(Recall(When(RetryPayment))),
            TellCaptured(Recall(When(PaymentDecided))),
            Refuse(When(AbandonPayment)));

        WhileReversed();

        During(Abandoned,
            TellAbandoned(Recall(When(InvoiceCreated))),
            TellAbandoned(Recall(When(RetryDue))),
            Recall(When(LookDue)).If(MayBeUntold, TellAbandoned),
            TellAbandoned(Recall(When(RetryPayment))),
            TellAbandoned(Recall(When(PaymentDecided))),
            TellAbandoned(Recall(When(AbandonPayment))));
    }

    private EventActivityBinder<PaymentState, T> Collect<T>(EventActivityBinder<PaymentState, T> asked)
        where T : class => asked
            .Activity(x => x.OfInstanceType<CapturePayment>())
            .If(x => x.Saga.UntoldCaptureNo is not null, TellCaptured)
            .If(x => x.Saga.Next is NextStep.Reverse or NextStep.AwaitMethod, BecomeReversed)
            .If(x => x.Saga.Next is NextStep.Captured or NextStep.Reinstate, BecomeCaptured)
            .If(x => x.Saga.Next is NextStep.WaitToRetry, x => x.TransitionTo(WaitingToRetry))
            .If(x => x.Saga.Next is NextStep.AwaitCustomer, x => WriteToCustomer(x.TransitionTo(AwaitingCustomer)))
            .If(x => x.Saga.Next is NextStep.LookAgain, x => x.TransitionTo(Resolving))
            .If(x => x.Saga.Next is NextStep.AwaitBank, x => x.TransitionTo(Pending))
            .If(x => x.Saga.Next is NextStep.Abandon, x => TellAbandoned(x.TransitionTo(Abandoned)))
            .If(x => x.Saga.Next is NextStep.Review, x => x.TransitionTo(NeedsReview));

    private static EventActivityBinder<PaymentState, T> Ask<T>(EventActivityBinder<PaymentState, T> asked)
        where T : class => asked.Then(x => x.Saga.AskForRetry());

    private static EventActivityBinder<PaymentState, AbandonPayment> GiveUp(
        EventActivityBinder<PaymentState, AbandonPayment> asked) =>
        asked.Then(x => x.Saga.GiveUp(x.Message.Reason));

    private static EventActivityBinder<PaymentState, AbandonPayment> Refuse(
        EventActivityBinder<PaymentState, AbandonPayment> asked) =>
        asked.Then(x => throw new InvalidOperationException(Abandonment.ObjectionTo(x.Saga)));

    private static EventActivityBinder<PaymentState, T> Recall<T>(EventActivityBinder<PaymentState, T> asked)
        where T : class => asked.Activity(x => x.OfInstanceType<RecallAttempts>());

    /// <summary>
    /// A look that the gateway's report began may have ended just after it settled the payment: then it tells. Where
    /// the very call was answered, the report comes after it, as with every card, and there is nothing left to tell.
    /// </summary>
    private static bool MayBeUntold(BehaviorContext<PaymentState, LookDue> look) =>
        !look.Message.IsReported || look.Saga.Attempts.Any(attempt => attempt.AskedAt is not null);

    private EventActivityBinder<PaymentState, T> TellCaptured<T>(EventActivityBinder<PaymentState, T> captured)
        where T : class => captured
            .Publish(x => x.Saga.ToPaymentCaptured())
            .If(_ => receipts, x => x.Publish(mail => SendReceipt.ForCapture(mail.Saga)))
            .If(x => x.Saga is { ToldNo: > 1, Surplus: not null }, x => x.Publish(order => order.Saga.Surplus!));

    private EventActivityBinder<PaymentState, T> WriteToCustomer<T>(EventActivityBinder<PaymentState, T> waiting)
        where T : class => waiting
            .If(_ => receipts, x => x.Publish(mail => SendReceipt.For(mail.Saga, ReceiptKind.ActionNeeded)));

    private EventActivityBinder<PaymentState, T> TellAbandoned<T>(EventActivityBinder<PaymentState, T> abandoned)
        where T : class => abandoned
            .Publish(x => x.Saga.ToPaymentAbandoned())
            .If(_ => receipts, x => x.Publish(mail => SendReceipt.For(mail.Saga, ReceiptKind.NotCollected)));

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
