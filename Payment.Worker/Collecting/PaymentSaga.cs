using Charging.Payments.Messages;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Collecting;

/// <summary>
/// Collects one invoice. Every message only asks <see cref="CapturePayment"/> to go on; what the plan says decides the
/// next state, which <see cref="Payments"/> stores, and what is told leaves after that. A settled payment that is asked
/// again tells the same again, unless it was the gateway that reported what is known already.
/// </summary>
internal sealed class PaymentSaga : MassTransitStateMachine<PaymentState>
{
    private readonly bool mails;
    private readonly TimeProvider clock;

    public PaymentSaga(IOptions<ReceiptOptions> receipts, TimeProvider clock)
    {
        (mails, this.clock) = (receipts.Value.Enabled, clock);
        InstanceState(x => x.CurrentState);
        OnUnhandledEvent(x => Equals(x.Event, ReturnReported) ? throw new EarlyReportException(x.Saga) : x.Throw());
        Hear();
        WhileOpen();
        WhileReversed();
        OnceSettled();
        WhateverIsReported();
        OfBank();
    }

    /// <summary>A debit that is told before it is drawn, and whose day has not come.</summary>
    public State AwaitingDay { get; private set; } = null!;

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
    public Event<TransferArrived> TransferArrived { get; private set; } = null!;

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
        Event(() => TransferArrived, e => Known(e.CorrelateById(x => x.Message.InvoiceId)));
        static void Known<T>(IEventCorrelationConfigurator<PaymentState, T> e) where T : class =>
            e.OnMissingInstance(missing => missing.Fault());
    }

    private void WhileOpen()
    {
        Initially(Collect(When(InvoiceCreated)), Ignore(RetryDue), Ignore(LookDue), Ignore(RetryPayment));

        During(AwaitingDay, WaitingToRetry,
            Collect(When(RetryDue, x => x.Message.AttemptNo == x.Saga.AttemptNo)),
            Collect(Ask(When(RetryPayment, x => x.Message.AttemptNo == x.Saga.AttemptNo))),
            Collect(GiveUp(When(AbandonPayment))),
            Collect(When(LookDue, IsOfPage)),
            Ignore(InvoiceCreated), Ignore(LookDue), Ignore(PaymentDecided));

        During(AwaitingCustomer,
            Collect(When(RetryDue, x => x.Message.AttemptNo == x.Saga.AttemptNo)),
            Collect(Ask(When(RetryPayment, x => x.Message.AttemptNo == x.Saga.AttemptNo))),
            Collect(GiveUp(When(AbandonPayment))),
            TellAgain(When(RetryDue, x => x.Message.AttemptNo != x.Saga.AttemptNo)),
            Collect(When(LookDue, IsOfPage)),
            TellAgain(When(LookDue, x => !IsOfPage(x))),
            TellAgain(When(InvoiceCreated)),
            TellAgain(When(PaymentDecided)));

        During(Resolving, Pending,
            Collect(When(LookDue, x => x.Message.AttemptNo == x.Saga.AttemptNo)), Ignore(PaymentDecided),
            Refuse(When(AbandonPayment)), Ignore(InvoiceCreated), Ignore(RetryDue), Ignore(RetryPayment));

        During(NeedsReview,
            Collect(When(PaymentDecided, x => x.Message.AttemptNo == x.Saga.AttemptNo)
                .Activity(x => x.OfType<DecideAttempt>())),
            Collect(When(LookDue, x => x.Message.IsReported)),
            Refuse(When(AbandonPayment)), Ignore(InvoiceCreated), Ignore(RetryDue), Ignore(RetryPayment));
    }

    /// <summary>While its dispute is open it waits; then it is drawn once more, or a person gives it up.</summary>
    private void WhileReversed() => During(Reversed,
        Collect(When(RetryDue, x => x.Message.AttemptNo == x.Saga.AttemptNo)),
        Collect(Ask(When(RetryPayment, x => x.Message.AttemptNo == x.Saga.AttemptNo))),
        Collect(GiveUp(When(AbandonPayment, x => !x.Saga.IsDisputeOpen))),
        Refuse(When(AbandonPayment, x => x.Saga.IsDisputeOpen)),
        Collect(When(LookDue, IsOfPage)),
        Ignore(InvoiceCreated), Ignore(LookDue), Ignore(PaymentDecided));

    private void OnceSettled()
    {
        During(Captured, Abandoned,
            TellAgain(Recall(When(InvoiceCreated))),
            TellAgain(Recall(When(RetryDue))),
            Recall(When(LookDue, x => !IsOfPage(x))).If(MayBeUnpublished, TellAgain),
            TellAgain(Recall(When(RetryPayment))),
            TellAgain(Recall(When(PaymentDecided))));
        During(Captured,
            Refuse(When(AbandonPayment)),
            Collect(When(LookDue, x => IsOfPage(x) && x.Saga.CheckoutNo is not null)),
            TellAgain(Recall(When(LookDue, x => IsOfPage(x) && x.Saga.CheckoutNo is null))));
        During(Abandoned, Collect(When(LookDue, IsOfPage)));
        During(Abandoned, TellAgain(Recall(When(AbandonPayment))));
    }

    /// <summary>
    /// Whatever the state, the report is kept with what it means for the books, and the plan says what stands. An
    /// attempt that is on its way is looked for first: the report may be quicker than that of the capture. What says
    /// nothing new is told again where it may not have been told.
    /// </summary>
    private void WhateverIsReported() => During(
        [AwaitingDay, WaitingToRetry, AwaitingCustomer, Resolving, Pending, NeedsReview, Captured, Reversed, Abandoned],
        Collect(When(ReturnReported))
            .If(x => x.Found().Decision is null && (x.Saga.CurrentState == nameof(Reversed) || x.Saga.ToldNo > 1),
                TellAgain));

    /// <summary>
    /// Money at the bank pays what is owed, given up or not, unless an attempt may still draw it: then it comes again.
    /// Of what it paid it is told again where it may not have been told.
    /// </summary>
    private void OfBank()
    {
        During(
            [AwaitingDay, WaitingToRetry, AwaitingCustomer, Reversed, Abandoned], Collect(When(TransferArrived)));
        During(Captured, Recall(When(TransferArrived)).If(
            x => x.Found().Capture?.BankEntryId == x.Message.EntryId, TellAgain));
        During([Resolving, Pending, NeedsReview], Ignore(TransferArrived));
    }

    /// <summary>Where each step of the plan leads; null where it stays as it is.</summary>
    public static string? After(NextStep? step) => step switch
    {
        NextStep.AwaitDay => nameof(AwaitingDay),
        NextStep.WaitToRetry => nameof(WaitingToRetry),
        NextStep.AwaitCustomer => nameof(AwaitingCustomer),
        NextStep.LookAgain => nameof(Resolving),
        NextStep.AwaitBank => nameof(Pending),
        NextStep.Captured or NextStep.Reinstate => nameof(Captured),
        NextStep.Reverse or NextStep.AwaitMethod => nameof(Reversed),
        NextStep.Abandon => nameof(Abandoned),
        NextStep.Review => nameof(NeedsReview),
        _ => null,
    };

    private static bool IsOfPage(BehaviorContext<PaymentState, LookDue> look) => look.Message.CheckoutNo is not null;

    private EventActivityBinder<PaymentState, T> Collect<T>(EventActivityBinder<PaymentState, T> asked)
        where T : class => States
            .Aggregate(
                asked.Activity(x => x.OfInstanceType<CapturePayment>()),
                (collected, state) => collected.If(
                    x => After(x.Found().Next) == state.Name, decided => decided.TransitionTo(state)))
            .ThenAsync(x => Tell(x, PaymentNews.OfDecision(x.Saga, x.Found(), mails)));

    private EventActivityBinder<PaymentState, T> TellAgain<T>(EventActivityBinder<PaymentState, T> asked)
        where T : class => asked.ThenAsync(x => Tell(x, PaymentNews.OfState(x.Saga, x.Found(), mails)));

    private static async Task Tell(ConsumeContext context, IEnumerable<object> news)
    {
        foreach (var message in news) await context.Publish(message, message.GetType(), context.CancellationToken);
    }

    private static EventActivityBinder<PaymentState, T> Recall<T>(EventActivityBinder<PaymentState, T> asked)
        where T : class => asked.Activity(x => x.OfInstanceType<RecallAttempts>());

    private static EventActivityBinder<PaymentState, T> Ask<T>(EventActivityBinder<PaymentState, T> asked)
        where T : class => asked.Then(x => x.Saga.AskForRetry());

    private static EventActivityBinder<PaymentState, AbandonPayment> GiveUp(
        EventActivityBinder<PaymentState, AbandonPayment> asked) =>
        asked.Then(x => x.Saga.GiveUp(x.Message.Reason));

    private static EventActivityBinder<PaymentState, AbandonPayment> Refuse(
        EventActivityBinder<PaymentState, AbandonPayment> asked) =>
        asked.Then(x => throw new InvalidOperationException(Abandonment.ObjectionTo(x.Saga)));

    /// <summary>
    /// A look that the gateway's report began may have ended just after it settled the payment: then it tells. Where
    /// the very call was answered, the report comes after it, as with every card, and there is nothing left to tell.
    /// </summary>
    private static bool MayBeUnpublished(BehaviorContext<PaymentState, LookDue> look) =>
        !look.Message.IsReported || look.Found().Attempts.Any(attempt => attempt.AskedAt is not null);
}
