namespace Charging.Invoicing.Issuing;

/// <summary>A refund of a paid invoice, or that it failed after it was told as given back.</summary>
internal sealed record Refund(
    Guid RefundId, Guid InvoiceId, string InvoiceNumber, long AmountMinor, string Currency, bool HasFailed)
{
    /// <summary>What was drawn twice goes back beside the invoice.</summary>
    public static bool IsOfInvoice(PaymentRefunded told) => told.Reason != PaymentRefunded.DrawnTwice;

    public static Refund By(PaymentRefunded told) => new(
        told.RefundId, told.InvoiceId, told.InvoiceNumber, told.Amount.Minor, told.Amount.Currency, HasFailed: false);

    public static Refund By(PaymentRefundFailed told) => new(
        told.RefundId, told.InvoiceId, told.InvoiceNumber, told.Amount.Minor, told.Amount.Currency, HasFailed: true);
}
