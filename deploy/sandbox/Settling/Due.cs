namespace Charging.Sandbox;

internal enum DueKind
{
    /// <summary>The subject is a charge whose debit is decided.</summary>
    Debit,

    /// <summary>The subject is a charge that is disputed.</summary>
    Dispute,

    /// <summary>The subject is a dispute whose money is said to be gone.</summary>
    Withdrawal,

    /// <summary>The subject is a dispute that ends as the charge's token says.</summary>
    DisputeEnd,

    /// <summary>The subject is a dispute that was won.</summary>
    Reinstatement,

    /// <summary>The subject is a dispute that is taken up again.</summary>
    Reopening,

    /// <summary>The subject is a refund that comes back.</summary>
    RefundFailure,

    /// <summary>The subject is a currency.</summary>
    Payout,
}

/// <summary>
/// What happens by itself when its time has come. After a restart what has happened already falls due once more.
/// </summary>
internal readonly record struct Due(DueKind Kind, string Subject)
{
    public static Due Of(Entry entry) => entry switch
    {
        { Kind: EntryKind.Processing, Charge: { } charge } => new(DueKind.Debit, charge.Id),
        { Kind: EntryKind.Disputed, Dispute: { } dispute } => new(DueKind.Withdrawal, dispute.Id),
        { Kind: EntryKind.FundsWithdrawn or EntryKind.DisputeReopened, Dispute: { } dispute } =>
            new(DueKind.DisputeEnd, dispute.Id),
        { Kind: EntryKind.DisputeClosed, Dispute: { } dispute } => new(DueKind.Reinstatement, dispute.Id),
        { Kind: EntryKind.FundsReinstated, Dispute: { } dispute } => new(DueKind.Reopening, dispute.Id),
        { Kind: EntryKind.Refunded, Refund: { } refund } => new(DueKind.RefundFailure, refund.Id),
        _ => new(DueKind.Dispute, entry.Charge!.Id),
    };

    /// <summary>What becomes of it at that time; null when there is nothing left to do.</summary>
    public Entry? Fall(DateTime at, Book book, SandboxOptions options) => Kind switch
    {
        DueKind.Payout => PayOut(at, book.Balance),
        DueKind.Withdrawal => Disputing.Withdraw(at, book, book.Disputes[Subject], options),
        DueKind.DisputeEnd => Disputing.Close(at, book, book.Disputes[Subject]),
        DueKind.Reinstatement => Disputing.Reinstate(at, book, book.Disputes[Subject], options),
        DueKind.Reopening => Disputing.Reopen(at, book, book.Disputes[Subject], options),
        DueKind.RefundFailure => FailRefund(at, book, book.Refunds[Subject]),
        DueKind.Dispute => Disputing.Open(at, book, book.Charges[Subject]),
        _ => DecideDebit(at, book, book.Charges[Subject], options),
    };

    private static Entry? DecideDebit(DateTime at, Book book, Charge charge, SandboxOptions options)
    {
        if (charge.Status is not ChargeStatus.Pending) return null;
        var (intent, behaviour) = (book.Intents[charge.Intent], Behaviour.Of(charge.Method)!);
        return behaviour.Return is { } reason
            ? Return(at, intent, charge, reason)
            : Confirmation.Capture(at, intent, charge, behaviour, options);
    }

    private static Entry Return(DateTime at, Intent intent, Charge charge, Decline reason) => new()
    {
        Kind = EntryKind.Returned,
        At = at,
        Intent = intent with { Status = IntentStatus.RequiresPaymentMethod, LastError = reason },
        Charge = charge with { Status = ChargeStatus.Failed, Failure = reason },
    };

    private static Entry? FailRefund(DateTime at, Book book, Refund refund)
    {
        if (refund.Status is RefundStatus.Failed) return null;
        var charge = book.Charges[refund.Charge];
        return new()
        {
            Kind = EntryKind.RefundFailed,
            At = at,
            Intent = book.Intents[refund.Intent],
            Charge = charge with { AmountRefunded = charge.AmountRefunded - refund.Amount },
            Refund = refund with { Status = RefundStatus.Failed, FailureReason = "expired_or_canceled_card" },
            Transaction = new BalanceTransaction(
                $"{refund.Transaction}_failed", TransactionType.RefundFailure, refund.Id, at, at, refund.Amount, 0,
                refund.Currency),
        };
    }

    private Entry? PayOut(DateTime at, Balance balance)
    {
        var payable = balance.Payable(Subject, at);
        if (payable.Count == 0) return null;
        var amount = payable.Sum(x => x.Net);
        var id = $"po_{at:yyyyMMdd}_{Subject}";
        var transaction = new BalanceTransaction(
            BalanceTransaction.IdOf(id), TransactionType.Payout, id, at, at, -amount, 0, Subject);
        return new()
        {
            Kind = EntryKind.PaidOut,
            At = at,
            Payout = new Payout(id, at, at, amount, Subject, transaction.Id),
            Transaction = transaction,
        };
    }
}
