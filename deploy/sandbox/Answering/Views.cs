namespace Charging.Sandbox;

/// <summary>What the sandbox keeps, as Stripe's API shows it. The serializer turns names into snake_case.</summary>
internal static class Views
{
    /// <summary>The charge and its transaction are shown instead of their ids where they are to be expanded.</summary>
    public static object Intent(
        Intent intent, Charge? charge, BalanceTransaction? transaction, Expansion expansion) => new
        {
            intent.Id,
            Object = "payment_intent",
            intent.Amount,
            AmountReceived = intent.Status is IntentStatus.Succeeded ? intent.Amount : 0,
            CanceledAt = intent.CanceledAt is { } at ? Wire.Unix(at) : (long?)null,
            intent.CancellationReason,
            CaptureMethod = "automatic",
            ClientSecret = $"{intent.Id}_secret",
            ConfirmationMethod = "automatic",
            Created = Wire.Unix(intent.CreatedAt),
            intent.Currency,
            intent.Customer,
            LastPaymentError = intent.LastError is { } error ? Decline(error, intent) : null,
            LatestCharge = charge is not null && expansion.Has("latest_charge")
            ? Charge(charge, transaction, expansion.Below("latest_charge"))
            : intent.LatestCharge,
            Livemode = false,
            intent.Metadata,
            NextAction = intent.Status is IntentStatus.RequiresAction ? new { Type = "use_stripe_sdk" } : null,
            PaymentMethod = expansion.Has("payment_method") ? PaymentMethod(intent) : intent.Method,
            PaymentMethodTypes = new[] { intent.MethodType },
            intent.Status,
        };

    /// <param name="session">As it is kept.</param>
    /// <param name="intent">What was tried on it; null if nothing was.</param>
    /// <param name="url">Where it is paid.</param>
    /// <param name="now">By the sandbox's clock.</param>
    /// <param name="expansion">Whether the intent is shown instead of its id.</param>
    public static object Session(
        Session session, Intent? intent, string? url, DateTime now, Expansion expansion)
    {
        var status = session.StatusAt(now);
        return new
        {
            session.Id,
            Object = "checkout.session",
            AmountTotal = session.Amount,
            session.CancelUrl,
            Created = Wire.Unix(session.CreatedAt),
            session.Currency,
            session.Customer,
            ExpiresAt = Wire.Unix(session.ExpiresAt),
            Livemode = false,
            session.Metadata,
            Mode = "payment",
            PaymentIntent = intent is not null && expansion.Has("payment_intent")
                ? Intent(intent, null, null, expansion.Below("payment_intent"))
                : session.Intent,
            PaymentStatus = status is SessionStatus.Complete ? "paid" : "unpaid",
            Status = status,
            session.SuccessUrl,
            Url = status is SessionStatus.Open ? url : null,
        };
    }

    /// <summary>Every card is this one.</summary>
    private static object PaymentMethod(Intent intent) => new
    {
        Id = intent.Method,
        Object = "payment_method",
        Card = new { Brand = "visa", ExpMonth = 12, ExpYear = 2039, Last4 = "4242" },
        intent.Customer,
        Type = intent.MethodType,
    };

    public static object Charge(Charge charge, BalanceTransaction? transaction, Expansion expansion) => new
    {
        charge.Id,
        Object = "charge",
        charge.Amount,
        AmountCaptured = charge.Status is ChargeStatus.Succeeded ? charge.Amount : 0,
        charge.AmountRefunded,
        BalanceTransaction = transaction is not null && expansion.Has("balance_transaction")
            ? Transaction(transaction, null)
            : charge.Transaction,
        Captured = charge.Status is ChargeStatus.Succeeded,
        Created = Wire.Unix(charge.CreatedAt),
        charge.Currency,
        charge.Customer,
        charge.Disputed,
        FailureCode = charge.Failure?.Code,
        FailureMessage = charge.Failure?.Message,
        Livemode = false,
        charge.Metadata,
        Paid = charge.Status is not ChargeStatus.Failed,
        PaymentIntent = charge.Intent,
        PaymentMethod = charge.Method,
        PaymentMethodDetails = new { Type = charge.MethodType },
        Refunded = charge.AmountRefunded == charge.Amount,
        charge.Status,
    };

    /// <summary>Source is the id, or the view of the charge it comes from.</summary>
    public static object Transaction(BalanceTransaction transaction, object? source) => new
    {
        transaction.Id,
        Object = "balance_transaction",
        transaction.Amount,
        AvailableOn = Wire.Unix(transaction.AvailableOn),
        Created = Wire.Unix(transaction.CreatedAt),
        transaction.Currency,
        transaction.Fee,
        FeeDetails = transaction.Fee == 0
            ? []
            : new[] { new { Amount = transaction.Fee, transaction.Currency, Type = "stripe_fee" } },
        transaction.Net,
        ReportingCategory = transaction.Type is TransactionType.Payment ? TransactionType.Charge : transaction.Type,
        Source = source ?? transaction.Source,
        Status = "available",
        transaction.Type,
    };

    public static object Refund(Refund refund) => new
    {
        refund.Id,
        Object = "refund",
        refund.Amount,
        BalanceTransaction = refund.Transaction,
        refund.Charge,
        Created = Wire.Unix(refund.CreatedAt),
        refund.Currency,
        refund.FailureReason,
        refund.Metadata,
        PaymentIntent = refund.Intent,
        refund.Reason,
        refund.Status,
    };

    public static object Dispute(Dispute dispute) => new
    {
        dispute.Id,
        Object = "dispute",
        dispute.Amount,
        dispute.Charge,
        Created = Wire.Unix(dispute.CreatedAt),
        dispute.Currency,
        IsChargeRefundable = false,
        Livemode = false,
        PaymentIntent = dispute.Intent,
        dispute.Reason,
        dispute.Status,
    };

    public static object Payout(Payout payout) => new
    {
        payout.Id,
        Object = "payout",
        payout.Amount,
        ArrivalDate = Wire.Unix(payout.CreatedAt),
        Automatic = true,
        BalanceTransaction = payout.Transaction,
        Created = Wire.Unix(payout.CreatedAt),
        payout.Currency,
        Livemode = false,
        Method = "standard",
        ReconciliationStatus = "completed",
        SourceType = "card",
        Status = "paid",
        Type = "bank_account",
    };

    public static object Decline(Decline decline, Intent intent) => new
    {
        decline.AdviceCode,
        Charge = intent.LatestCharge,
        decline.Code,
        decline.DeclineCode,
        decline.Message,
        decline.NetworkAdviceCode,
        decline.NetworkDeclineCode,
        PaymentMethod = new { Id = intent.Method, Object = "payment_method", Type = intent.MethodType },
        PaymentMethodType = intent.MethodType,
        Type = "card_error",
    };
}
