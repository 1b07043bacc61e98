using Charging.Payments.Announcing;
using Charging.Payments.Scheduling;

namespace Charging.Payments.Collecting;

/// <summary>What <see cref="RetryPlan"/> says is to be done with a payment now.</summary>
internal abstract record NextStep
{
    private NextStep()
    {
    }

    /// <summary>When and by what the payment wants to be woken; null where it does not wait.</summary>
    public virtual Alarm? Alarm => null;

    /// <summary>Begin a new attempt.</summary>
    public sealed record Start(int AttemptNo, PaymentMethod Method) : NextStep
    {
        /// <summary>What was told before it is drawn is drawn less what was credited meanwhile.</summary>
        public Attempt ToAttempt(PaymentState payment, Findings found, DateTime now) => Attempt.Start(
            payment.CorrelationId, AttemptNo, Method, found.CustomerVersion,
            found.IsAnnounced ? payment.LeftToPay : payment.Amount, now) with
        {
            IsAfterWait = found.NewInvoice is null,
            IsMeasured = found.Elsewhere is not null,
            CreditedMinor = found.IsAnnounced ? payment.CreditedMinor : null,
        };
    }

    /// <summary>A debit is told before it is drawn: it waits for its day, and for its notice to have left.</summary>
    public sealed record AwaitDay(Notice Notice, DateTime DueAt) : NextStep
    {
        /// <summary>Before its day when the customer's data change: another account is another notice.</summary>
        public override Alarm Alarm => new(DueAt, AlarmKind.Customer);
    }

    /// <summary>
    /// Find out what became of an attempt: look it up, and draw it under its own key if the gateway knows nothing of
    /// it. It may not be repeated once the gateway may have forgotten the key; then it is only looked up.
    /// </summary>
    public sealed record Resume(Attempt Attempt, bool MayRepeat) : NextStep;

    public sealed record Captured(Attempt Attempt) : NextStep;

    public sealed record WaitToRetry(DateTime DueAt) : NextStep
    {
        public override Alarm Alarm => new(DueAt, AlarmKind.Retry);
    }

    /// <summary>Only the customer can mend it; after DueAt that is not waited for any more.</summary>
    public sealed record AwaitCustomer(DateTime DueAt) : NextStep
    {
        public override Alarm Alarm => new(DueAt, AlarmKind.Customer);
    }

    public sealed record LookAgain(DateTime DueAt) : NextStep
    {
        public override Alarm Alarm => new(DueAt, AlarmKind.Look);
    }

    /// <summary>The bank is on it.</summary>
    public sealed record AwaitBank(DateTime DueAt) : NextStep
    {
        public override Alarm Alarm => new(DueAt, AlarmKind.Look);
    }

    /// <summary>
    /// Captured money is away, and is not drawn again: its dispute is open, or nothing follows. Reopens where it might
    /// have been drawn again until now.
    /// </summary>
    public sealed record Reverse(Dispute Dispute, Money Away, bool Reopens = false) : NextStep;

    /// <summary>
    /// Captured money went back for good, and may be drawn once more from a method that is named before DueAt; null
    /// where that is past, and then only a person has it drawn.
    /// </summary>
    public sealed record AwaitMethod(Attempt Returned, Dispute Dispute, Money Away, DateTime? DueAt) : NextStep
    {
        public override Alarm? Alarm => DueAt is { } due ? new(due, AlarmKind.Customer) : null;
    }

    /// <summary>What went back for good came all the same, before it was drawn again.</summary>
    public sealed record Reinstate(Attempt Attempt) : NextStep;

    public sealed record Abandon(AbandonReason Reason) : NextStep;

    /// <summary>The outcome cannot be found out by asking; a person decides.</summary>
    public sealed record Review : NextStep;
}
