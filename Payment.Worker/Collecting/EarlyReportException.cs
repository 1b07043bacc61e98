namespace Charging.Payments.Collecting;

/// <summary>Money is reported to have gone back whose capture is not known here yet.</summary>
internal sealed class EarlyReportException(PaymentState payment) : AwaitedException(
    "A capture that is reported to have gone back",
    $"The gateway reports that money of invoice {payment.InvoiceNumber} went back before its capture is known here; " +
    "the report is handled again until it is.");
