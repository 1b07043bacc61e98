namespace Charging.Sandbox;

internal enum DueKind
{
    /// <summary>The subject is a charge whose debit is decided.</summary>
    Debit,

    /// <summary>The subject is a charge that is disputed.</summary>
    Dispute,

    /// <summary>The subject is a currency.</summary>
    Payout,
}

/// <summary>
/// What happens by itself when its time has come. After a restart what has happened already falls due once more.
/// </summary>
internal readonly record struct Due(DueKind Kind, string Subject)
{
    /// <summary>The fee for a dispute, in smallest units.</summary>
    private const long DisputeFee = 1500;

    public static Due Of(Entry entry) =>
        new(entry.Kind is EntryKind.Processing ? DueKind.Debit : DueKind.Dispute, entry.Charge!.Id);

    /// <summary>What becomes of it at that time; null when there is nothing left to do.</summary>
    public Entry? Fall(DateTime at, Book book, SandboxOptions options)
    {
        if (Kind is DueKind.Payout) return PayOut(at, book.Balance);
        var charge = book.Charges[Subject];
        var intent = book.Intents[charge.Intent];
        return (Kind, charge) switch
        {
            (DueKind.Debit, { Status: ChargeStatus.Pending }) => DecideDebit(at, intent, charge, options),
            (DueKind.Dispute, { Disputed: false }) when charge.AmountRefunded < charge.Amount =>
                Reverse(at, intent, charge),
            _ => null,
        };
    }

    private static Entry DecideDebit(DateTime at, Intent intent, Charge charge, SandboxOptions options)
    {
        var behaviour = Behaviour.Of(charge.Method)!;
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

    private static Entry Reverse(DateTime at, Intent intent, Charge charge)
    {
        var amount = charge.Amount - charge.AmountRefunded;
        var dispute = new Dispute(
            $"dp_{charge.Id}", charge.Id, intent.Id, at, amount, charge.Currency,
            charge.MethodType == Method.Card ? "fraudulent" : "debit_not_authorized");
        return new()
        {
            Kind = EntryKind.Disputed,
            At = at,
            Intent = intent,
            Charge = charge with { Disputed = true },
            Dispute = dispute,
            Transaction = new BalanceTransaction(
                BalanceTransaction.IdOf(dispute.Id), TransactionType.Adjustment, dispute.Id, at, at, -amount,
                DisputeFee, charge.Currency),
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
