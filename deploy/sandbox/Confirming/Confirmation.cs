namespace Charging.Sandbox;

/// <summary>What comes of drawing an intent's money from its payment method.</summary>
internal static class Confirmation
{
    private static readonly Decline Unauthenticated = Declines.Card("authentication_required");

    /// <summary>The behaviour is what the method does this time, its uses considered.</summary>
    public static Entry Of(DateTime at, Intent intent, Behaviour behaviour, bool offSession, SandboxOptions options)
    {
        var tried = intent with { Attempts = intent.Attempts + 1 };
        var charge = new Charge(
            $"ch_{intent.Id["pi_".Length..]}_{tried.Attempts}", intent.Id, at, intent.Amount, intent.Currency,
            ChargeStatus.Pending, intent.MethodType, intent.Method!, intent.Customer, intent.Metadata);
        var entry = behaviour.Outcome switch
        {
            Outcome.Captured => Capture(at, tried, charge, behaviour, options),
            Outcome.Declined => Refuse(at, tried, charge, behaviour.Decline!),
            Outcome.ActionRequired when offSession => Refuse(at, tried, charge, Unauthenticated),
            Outcome.ActionRequired => AskForAction(at, tried),
            Outcome.HalfWay => new Entry { Kind = EntryKind.Created, At = at, Intent = intent },
            Outcome.Pending => Await(at, tried, charge, options),
            _ => new Entry { Kind = EntryKind.Faulted, At = at },
        };
        return entry with { Voice = behaviour.Voice, Use = behaviour.Uses is null ? null : UseOf(intent) };
    }

    /// <summary>How the uses of a token for one invoice are counted.</summary>
    public static string UseOf(Intent intent) => $"{intent.Method} {intent.InvoiceId}";

    /// <summary>The money is there, at once or after a debit.</summary>
    public static Entry Capture(
        DateTime at, Intent intent, Charge charge, Behaviour behaviour, SandboxOptions options)
    {
        var transaction = new BalanceTransaction(
            BalanceTransaction.IdOf(charge.Id),
            charge.MethodType == Method.Card ? TransactionType.Charge : TransactionType.Payment,
            charge.Id, at, at + options.AvailableAfter, charge.Amount,
            Method.FeeOf(charge.MethodType, charge.Amount, charge.Currency), charge.Currency);
        return new()
        {
            Kind = EntryKind.Captured,
            At = at,
            Intent = intent with { Status = IntentStatus.Succeeded, LatestCharge = charge.Id, LastError = null },
            Charge = charge with { Status = ChargeStatus.Succeeded, Transaction = transaction.Id },
            Transaction = transaction,
            DueAt = behaviour.Disputed ? at + (behaviour.DisputedAfter ?? options.ChargebackAfter) : null,
        };
    }

    private static Entry Refuse(DateTime at, Intent intent, Charge charge, Decline reason) => new()
    {
        Kind = EntryKind.Declined,
        At = at,
        Intent = intent with
        {
            Status = IntentStatus.RequiresPaymentMethod,
            LatestCharge = charge.Id,
            LastError = reason,
        },
        Charge = charge with { Status = ChargeStatus.Failed, Failure = reason },
    };

    private static Entry AskForAction(DateTime at, Intent intent) => new()
    {
        Kind = EntryKind.ActionRequired,
        At = at,
        Intent = intent with { Status = IntentStatus.RequiresAction },
    };

    private static Entry Await(DateTime at, Intent intent, Charge charge, SandboxOptions options) => new()
    {
        Kind = EntryKind.Processing,
        At = at,
        Intent = intent with { Status = IntentStatus.Processing, LatestCharge = charge.Id, LastError = null },
        Charge = charge,
        DueAt = at + options.DebitDelay,
    };
}
