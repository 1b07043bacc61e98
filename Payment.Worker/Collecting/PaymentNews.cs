using Charging.Payments.Messages;

namespace Charging.Payments.Collecting;

/// <summary>What is told of a payment, always from what is stored of it.</summary>
internal static class PaymentNews
{
    /// <summary>What a decision that is stored now has to tell, in its order; nothing if nothing was decided.</summary>
    /// <param name="payment">As the decision left it.</param>
    /// <param name="found">With the decision.</param>
    /// <param name="mails">Whether the customer is written to.</param>
    public static IEnumerable<object> OfDecision(PaymentState payment, Findings found, bool mails) =>
        found.Decision is not { } decided ? [] :
        [
            .. decided.UnpublishedCaptureNo is null ? [] : Captured(payment, found, mails),
            .. decided.Next switch
            {
                NextStep.Reverse or NextStep.AwaitMethod => decided.IsNews ? Reversed(payment, mails) : [],
                // What was captured stays so with a report that changes nothing, as of one that was won before.
                NextStep.Captured or NextStep.Reinstate when decided.IsNews || IsDrawnTwice(payment, found) =>
                    Captured(payment, found, mails),
                NextStep.AwaitCustomer => ActionNeeded(payment, mails),
                NextStep.Abandon => Abandoned(payment, found, mails),
                _ => Array.Empty<object>(),
            },
        ];

    /// <summary>The same again, of a payment that stands as it stood.</summary>
    public static IEnumerable<object> OfState(PaymentState payment, Findings found, bool mails) =>
        payment.CurrentState switch
        {
            nameof(PaymentSaga.Captured) => Captured(payment, found, mails),
            nameof(PaymentSaga.Reversed) => Reversed(payment, mails),
            nameof(PaymentSaga.Abandoned) => Abandoned(payment, found, mails),
            nameof(PaymentSaga.AwaitingCustomer) => ActionNeeded(payment, mails),
            _ => [],
        };

    public static PaymentCaptured ToPaymentCaptured(this PaymentState payment, Findings found)
    {
        var captured = found.Capture ?? throw new InvalidOperationException(
            $"Nothing is captured of invoice {payment.InvoiceNumber}, so there is no capture to tell of.");
        return new PaymentCaptured
        {
            InvoiceId = payment.CorrelationId,
            InvoiceNumber = payment.InvoiceNumber,
            Source = payment.Source,
            SessionId = payment.SessionId,
            CustomerId = payment.CustomerId,
            Amount = new Money(captured.AmountMinor, captured.Currency),
            MethodKind = captured.MethodKind,
            MethodBrand = captured.MethodBrand,
            LastFour = captured.LastFour,
            GatewayReference = captured.GatewayReference!,
            AttemptNo = captured.AttemptNo,
            CapturedAt = captured.ResolvedAt!.Value,
            ToldNo = found.Decision?.UnpublishedCaptureNo ?? payment.ToldNo,
            Credited = captured.CreditedMinor is > 0 and var credited ? new Money(credited, captured.Currency) : null,
            MandateReference = captured.MethodKind == PaymentMethodKind.BankAccount ? captured.MandateReference : null,
        };
    }

    public static PaymentAbandoned ToPaymentAbandoned(this PaymentState payment, Findings found) => new()
    {
        InvoiceId = payment.CorrelationId,
        InvoiceNumber = payment.InvoiceNumber,
        Source = payment.Source,
        SessionId = payment.SessionId,
        CustomerId = payment.CustomerId,
        Amount = payment.Amount,
        Reason = payment.AbandonReason!.Value,
        Attempts = [.. found.Attempts.Select(attempt => attempt.ToPaymentAttempt())],
        AbandonedAt = payment.SettledAt!.Value,
        ToldNo = payment.ToldNo,
    };

    public static PaymentReversed ToPaymentReversed(this PaymentState payment) => new()
    {
        InvoiceId = payment.CorrelationId,
        InvoiceNumber = payment.InvoiceNumber,
        Source = payment.Source,
        SessionId = payment.SessionId,
        CustomerId = payment.CustomerId,
        Amount = new Money(payment.ReversedMinor!.Value, payment.Currency),
        Reason = payment.ReversalReason!,
        GatewayReference = payment.ReversalReference!,
        ReversedAt = payment.ReversedAt!.Value,
        ToldNo = payment.ToldNo,
    };

    private static IEnumerable<object> Captured(PaymentState payment, Findings found, bool mails) =>
    [
        payment.ToPaymentCaptured(found),
        .. Mail(mails, OfCapture(payment, found)),
        .. IsDrawnTwice(payment, found) ? [Surplus(payment, found)!] : Array.Empty<object>(),
    ];

    private static IEnumerable<object> Reversed(PaymentState payment, bool mails) =>
    [
        payment.ToPaymentReversed(),
        .. Mail(mails, Of(payment, payment.IsDisputeOpen ? ReceiptKind.Reversal : ReceiptKind.DisputeLost)),
    ];

    private static IEnumerable<object> Abandoned(PaymentState payment, Findings found, bool mails) =>
        [payment.ToPaymentAbandoned(found), .. Mail(mails, Of(payment, ReceiptKind.NotCollected))];

    private static IEnumerable<object> ActionNeeded(PaymentState payment, bool mails) =>
        Mail(mails, Of(payment, ReceiptKind.ActionNeeded));

    private static IEnumerable<object> Mail(bool mails, SendReceipt order) => mails ? [order] : [];

    private static SendReceipt OfCapture(PaymentState payment, Findings found) =>
        found.Decision?.UnpublishedCaptureNo is { } number
            ? new()
            {
                InvoiceId = payment.CorrelationId, Kind = ReceiptKind.Receipt, ToldNo = number > 1 ? number : 0,
            }
            : Of(payment, IsReinstated(payment, found) ? ReceiptKind.Reinstated : ReceiptKind.Receipt);

    private static SendReceipt Of(PaymentState payment, ReceiptKind kind)
    {
        var first = kind == ReceiptKind.Reversal ? 2 : 1;
        return new()
        {
            InvoiceId = payment.CorrelationId, Kind = kind, ToldNo = payment.ToldNo > first ? payment.ToldNo : 0,
        };
    }

    /// <summary>What it had drawn is ours again after a dispute.</summary>
    private static bool IsReinstated(PaymentState payment, Findings found) =>
        payment.ToldNo > 1 && found.Capture is { } held && found.Disputes.Any(one =>
            one.CaptureReference == held.GatewayReference && one is { Status: DisputeStatus.Won, Moves: > 0 });

    private static bool IsDrawnTwice(PaymentState payment, Findings found) =>
        payment.ToldNo > 1 && Surplus(payment, found) is not null;

    /// <summary>What is to be given back because it was drawn twice; null unless it was.</summary>
    private static RefundPayment? Surplus(PaymentState payment, Findings found) =>
        DisputePlan.Surplus(History.Of(payment, found)) is { } twice
            ? new RefundPayment
            {
                InvoiceId = payment.CorrelationId,
                OrderId = RefundPayment.SurplusOrderOf(payment.CorrelationId),
                Amount = new Money(twice.AmountMinor, twice.Currency),
                Reason = PaymentRefunded.DrawnTwice,
            }
            : null;
}
