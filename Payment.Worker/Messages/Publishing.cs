namespace Charging.Payments.Messages;

/// <summary>What this worker publishes, each kind with what makes a message of it the same message.</summary>
internal static class Publishing
{
    public static void Add(Publications publishes) => publishes
        .Add<PaymentCaptured>(x => Numbered(x.InvoiceId, x.ToldNo, first: 1))
        .Add<PaymentAbandoned>(x => Numbered(x.InvoiceId, x.ToldNo, first: 1))
        .Add<PaymentReversed>(x => Numbered(x.InvoiceId, x.ToldNo, first: 2))
        .Add<PaymentRefunded>(x => x.RefundId.ToString())
        .Add<PaymentRefundFailed>(x => x.RefundId.ToString())
        .Add<SendReceipt>(x => $"{x.InvoiceId}\n{x.Kind}\n{x.Number}")
        .Add<ReceiptSent>(x => x.MailId, mandatory: false)
        .Add<RetryDue>(x => $"{x.InvoiceId}\n{x.AttemptNo}")
        .Add<LookDue>(x => x.CheckoutNo is { } page
            ? $"{x.InvoiceId}\ncheckout {page}" : $"{x.InvoiceId}\n{x.AttemptNo}")
        .Add<RefundDue>(x => $"{x.InvoiceId}\n{x.RefundNo}")
        .Add<RefundReported>(x => $"{x.InvoiceId}\n{x.GatewayReference}\n{x.HasFailed}")
        .Add<RefundPayment>(x => x.OrderId.ToString())
        .Add<TransferArrived>(x => $"{x.InvoiceId}\n{x.EntryId}")
        .Add<ReturnReported>(x => $"{x.InvoiceId}\n{x.Reason}\n{x.GatewayReference}\n{x.Amount.Minor}\n{x.At:O}");

    /// <summary>What is told but once in its kind keeps the id that it had before it could be told again.</summary>
    private static string Numbered(Guid invoiceId, int toldNo, int first) =>
        toldNo <= first ? $"{invoiceId}" : $"{invoiceId}\n{toldNo}";
}
