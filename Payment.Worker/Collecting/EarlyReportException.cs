namespace Charging.Payments.Collecting;

/// <summary>
/// Money is reported to have gone back whose capture is not known here yet. A time-out, so that it is waited for like
/// everything that passes by itself.
/// </summary>
internal sealed class EarlyReportException(PaymentState payment) : TimeoutException(
    $"The gateway reports that money of invoice {payment.InvoiceNumber} went back before its capture is known here; " +
    "the report is handled again until it is.");
