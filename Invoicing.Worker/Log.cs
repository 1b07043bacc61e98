namespace Charging.Invoicing;

/// <summary>Everything this worker says. Numbers 201 to 299 are its own.</summary>
internal static partial class Log
{
    [LoggerMessage(201, LogLevel.Debug, "Invoice {Number} ({InvoiceId}) issued for session {SessionId} of {Source}")]
    public static partial void InvoiceIssued(
        this ILogger logger, string number, Guid invoiceId, string sessionId, string source);

    [LoggerMessage(202, LogLevel.Debug, "Invoice {Number} ({InvoiceId}) is {Status}")]
    public static partial void InvoiceSettled(this ILogger logger, string number, Guid invoiceId, Enum status);

    [LoggerMessage(203, LogLevel.Information, "Customer {CustomerId} kept in version {Version}")]
    public static partial void CustomerKept(this ILogger logger, string customerId, long version);

    [LoggerMessage(213, LogLevel.Warning,
        "Customer {CustomerId} version {Version} is kept with a masked card number in {Fields}, as invoices will " +
        "say; if it is another number, write it with a / in it and publish a higher version")]
    public static partial void CustomerMasked(this ILogger logger, string customerId, long version, string fields);

    [LoggerMessage(205, LogLevel.Debug,
        "Session {SessionId} of {Source} gathers on the open invoice of customer {CustomerId}")]
    public static partial void UsageGathered(
        this ILogger logger, string sessionId, string source, string customerId);

    [LoggerMessage(206, LogLevel.Debug,
        "Invoice {Number} ({InvoiceId}) issued to customer {CustomerId} over {Usages} gathered sessions or more")]
    public static partial void OpenInvoiceIssued(
        this ILogger logger, string number, Guid invoiceId, string customerId, long usages);

    [LoggerMessage(207, LogLevel.Error,
        "The open invoice of customer {CustomerId} over {Charge} could not be issued and is tried again at {Again:u}")]
    public static partial void OpenInvoiceNotIssued(
        this ILogger logger, string customerId, Money charge, DateTime again, Exception reason);

    [LoggerMessage(208, LogLevel.Warning, "Open invoices are issued or told later, once this passes: {Reason}")]
    public static partial void IssuingDelayed(this ILogger logger, string reason);

    [LoggerMessage(209, LogLevel.Information, "{Count} open invoices or more are due at once")]
    public static partial void IssuingMany(this ILogger logger, int count);

    [LoggerMessage(210, LogLevel.Information, "{Count} issued invoices or more wait to be told")]
    public static partial void PublishingMany(this ILogger logger, int count);

    [LoggerMessage(211, LogLevel.Error,
        "Session {SessionId} of {Source} waited for a rate of exchange, cannot be invoiced and is tried again at " +
        "{Again:u}")]
    public static partial void WaitingUsageNotIssued(
        this ILogger logger, string sessionId, string source, DateTime again, Exception reason);

    [LoggerMessage(231, LogLevel.Information, "Adjustment {AdjustmentId} of session {SessionId} of {Source}: {State}")]
    public static partial void UsageAdjusted(
        this ILogger logger, Guid adjustmentId, string sessionId, string source, Enum state);

    [LoggerMessage(232, LogLevel.Information, "{Count} credit notes or adjustments told in one round; there are more")]
    public static partial void ManyCredits(this ILogger logger, int count);

    [LoggerMessage(233, LogLevel.Warning, "Credit notes wait until they can be told: {Reason}")]
    public static partial void CreditsDelayed(this ILogger logger, string reason);
}
