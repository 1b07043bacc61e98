using Charging.Contracts;
using Charging.ServiceDefaults;

namespace Charging.Payments;

/// <summary>What this worker publishes, each kind with what makes a message of it the same message.</summary>
internal static class Publishing
{
    public static void Add(Publications publishes) => publishes
        .Add<PaymentCaptured>(x => x.InvoiceId.ToString())
        .Add<PaymentAbandoned>(x => x.InvoiceId.ToString())
        .Add<PaymentReversed>(x => x.InvoiceId.ToString())
        .Add<PaymentRefunded>(x => x.RefundId.ToString())
        .Add<PaymentRefundFailed>(x => x.RefundId.ToString())
        .Add<SendReceipt>(x => $"{x.InvoiceId}\n{x.Kind}\n{x.Key.Number}")
        .Add<ReceiptSent>(x => x.MailId, mandatory: false)
        .Add<RetryDue>(x => $"{x.InvoiceId}\n{x.AttemptNo}")
        .Add<LookDue>(x => $"{x.InvoiceId}\n{x.AttemptNo}")
        .Add<RefundDue>(x => $"{x.InvoiceId}\n{x.RefundNo}")
        .Add<RefundReported>(x => $"{x.InvoiceId}\n{x.GatewayReference}\n{x.HasFailed}")
        .Add<ReturnReported>(x => $"{x.InvoiceId}\n{x.Reason}\n{x.GatewayReference}\n{x.Amount.Minor}");
}
