namespace Charging.Payments;

/// <summary>Everything this worker says.</summary>
internal static partial class Log
{
    [LoggerMessage(301, LogLevel.Debug, "Invoice {InvoiceId}, attempt {AttemptNo}: captured {AmountMinor} {Currency}")]
    public static partial void AttemptCaptured(
        this ILogger log, Guid invoiceId, int attemptNo, long amountMinor, string currency);

    [LoggerMessage(302, LogLevel.Information,
        "Invoice {InvoiceId}, attempt {AttemptNo}: declined as {Code} ({DeclineClass})")]
    public static partial void AttemptDeclined(
        this ILogger log, Guid invoiceId, int attemptNo, string code, string declineClass);

    [LoggerMessage(303, LogLevel.Error,
        "Invoice {InvoiceId}, attempt {AttemptNo}: declined as {Code}, which is in no table; add it to DeclineCodes")]
    public static partial void UnrecognizedCode(this ILogger log, Guid invoiceId, int attemptNo, string code);

    [LoggerMessage(304, LogLevel.Information, "Invoice {InvoiceId}, attempt {AttemptNo}: accepted, the bank is on it")]
    public static partial void AttemptPending(this ILogger log, Guid invoiceId, int attemptNo);

    [LoggerMessage(305, LogLevel.Warning,
        "Invoice {InvoiceId}, attempt {AttemptNo}: outcome unknown, {Why}; it will be looked up")]
    public static partial void AttemptUnanswered(this ILogger log, Guid invoiceId, int attemptNo, string why);

    [LoggerMessage(306, LogLevel.Warning,
        "Invoice {InvoiceNumber} ({InvoiceId}) is not collected: {Reason} after {Attempts} attempts")]
    public static partial void PaymentAbandoned(
        this ILogger log, Guid invoiceId, string invoiceNumber, string reason, int attempts);

    [LoggerMessage(307, LogLevel.Critical,
        "Invoice {InvoiceNumber} ({InvoiceId}): what became of attempt {AttemptNo} cannot be found out by asking; " +
        "look it up at the gateway by its idempotency key and decide")]
    public static partial void PaymentNeedsReview(
        this ILogger log, Guid invoiceId, string invoiceNumber, int attemptNo);

    [LoggerMessage(308, LogLevel.Information,
        "Invoice {InvoiceNumber} ({InvoiceId}) waits for its customer until {Until} after {Code}")]
    public static partial void PaymentAwaitsCustomer(
        this ILogger log, Guid invoiceId, string invoiceNumber, string? code, DateTime until);

    [LoggerMessage(313, LogLevel.Information,
        "Invoice {InvoiceNumber} ({InvoiceId}) is drawn on {Day}, once notice {NoticeNo} has told its customer so")]
    public static partial void PaymentAwaitsDay(
        this ILogger log, Guid invoiceId, string invoiceNumber, int noticeNo, DateOnly day);

    [LoggerMessage(309, LogLevel.Error,
        "Invoice {InvoiceId}, attempt {AttemptNo}: not charged for {Code}, which is a fault of ours or of our " +
        "configuration; the customer is not asked. Mend it, and payments retry")]
    public static partial void DeclinedByUs(this ILogger log, Guid invoiceId, int attemptNo, string code);

    [LoggerMessage(311, LogLevel.Debug, "{Count} payments were woken in one round; the next follows at once")]
    public static partial void WakingMany(this ILogger log, int count);

    [LoggerMessage(312, LogLevel.Warning, "Waiting payments are woken later: {Reason}")]
    public static partial void WakingDelayed(this ILogger log, string reason);

    [LoggerMessage(331, LogLevel.Debug, "Invoice {InvoiceId}: mail {MailId} ({Kind}) is {Status} now")]
    public static partial void MailTried(this ILogger log, Guid invoiceId, string mailId, string kind, string status);

    [LoggerMessage(332, LogLevel.Warning,
        "Invoice {InvoiceId}: mail {MailId} is undeliverable, the server said {Answer}; see the command receipts list")]
    public static partial void MailRefused(this ILogger log, Guid invoiceId, string mailId, string answer);

    [LoggerMessage(333, LogLevel.Warning,
        "No mail can leave through {Host}:{Port}; the next is tried in {Rest}, and none is lost. {Reason}")]
    public static partial void MailServerAway(
        this ILogger log, string host, int port, TimeSpan rest, string reason);

    [LoggerMessage(336, LogLevel.Warning,
        "No mail can be written into {Folder}; the next is tried in {Rest}, and none is lost. {Reason}")]
    public static partial void MailFolderAway(this ILogger log, string folder, TimeSpan rest, string reason);

    [LoggerMessage(334, LogLevel.Debug, "{Count} mails that were put off were due; the next follow at once")]
    public static partial void ManyMailsDue(this ILogger log, int count);

    [LoggerMessage(335, LogLevel.Warning, "Mails that were put off are tried later: {Reason}")]
    public static partial void DueMailsDelayed(this ILogger log, string reason);

    [LoggerMessage(337, LogLevel.Information,
        "Invoice {InvoiceNumber} ({InvoiceId}): notice {NoticeNo} could not be told in time; notice {LaterNo} says " +
        "that it is drawn on {Day}")]
    public static partial void NoticeReplaced(
        this ILogger log, Guid invoiceId, string invoiceNumber, int noticeNo, int laterNo, DateOnly day);

    [LoggerMessage(338, LogLevel.Debug, "{Count} notices of debits were due; the next follow at once")]
    public static partial void ManyNoticesDue(this ILogger log, int count);

    [LoggerMessage(339, LogLevel.Warning, "Notices of debits are sent later: {Reason}")]
    public static partial void NoticesDelayed(this ILogger log, string reason);

    [LoggerMessage(341, LogLevel.Warning,
        "A call of the webhook was refused: no secret signed it just now; if it was Stripe, see to the secrets")]
    public static partial void EventRefused(this ILogger log);

    [LoggerMessage(342, LogLevel.Warning,
        "Event {EventId} ({EventType}) cannot be passed on at the moment ({Reason}); Stripe sends it again")]
    public static partial void EventPostponed(this ILogger log, string eventId, string eventType, string reason);

    [LoggerMessage(343, LogLevel.Debug, "Event {EventId} ({EventType}) is of no interest")]
    public static partial void EventOfNoInterest(this ILogger log, string eventId, string eventType);

    [LoggerMessage(351, LogLevel.Information, "Invoice {InvoiceId}, refund {RefundNo} of {Amount}: {Status} {Code}")]
    public static partial void RefundMoved(
        this ILogger log, Guid invoiceId, int refundNo, string amount, string status, string? code);

    [LoggerMessage(352, LogLevel.Critical,
        "Invoice {InvoiceId}: what became of refund {RefundNo} of {Amount} cannot be found out by asking; look it up " +
        "at the gateway by its idempotency key, then payments decide-refund")]
    public static partial void RefundNeedsReview(this ILogger log, Guid invoiceId, int refundNo, string amount);

    [LoggerMessage(353, LogLevel.Error,
        "Invoice {InvoiceId}: refund {RefundNo} ({Reference}) came back from the customer's bank; the money is at " +
        "the gateway again, so ask the customer how it is to be paid and refund it anew")]
    public static partial void RefundCameBack(this ILogger log, Guid invoiceId, int refundNo, string reference);

    [LoggerMessage(361, LogLevel.Information, "Invoice {InvoiceId}, credit note {Number} of {Amount}: {Outcome}")]
    public static partial void CreditSettled(
        this ILogger log, Guid invoiceId, string number, string amount, string outcome);

    [LoggerMessage(362, LogLevel.Debug, "{Count} credit notes were due in one round; the next follows at once")]
    public static partial void ManyCreditsDue(this ILogger log, int count);

    [LoggerMessage(363, LogLevel.Warning, "Credit notes are settled later: {Reason}")]
    public static partial void CreditsDelayed(this ILogger log, string reason);

    [LoggerMessage(371, LogLevel.Information,
        "Invoice {InvoiceNumber} ({InvoiceId}) is paid by a transfer of {Amount}, entry {Entry} of a statement")]
    public static partial void PaidByTransfer(
        this ILogger log, Guid invoiceId, string invoiceNumber, string amount, Guid entry);

    [LoggerMessage(372, LogLevel.Debug, "{Count} transfers were offered in one round; the next follows at once")]
    public static partial void ManyTransfersDue(this ILogger log, int count);

    [LoggerMessage(373, LogLevel.Warning, "Transfers are offered to their invoices later: {Reason}")]
    public static partial void TransfersDelayed(this ILogger log, string reason);

    [LoggerMessage(374, LogLevel.Information,
        "Invoice {InvoiceId}: {Amount} were paid on page {CheckoutNo} ({Reference})")]
    public static partial void CheckoutPaid(
        this ILogger log, Guid invoiceId, int checkoutNo, string amount, string reference);

    [LoggerMessage(375, LogLevel.Information,
        "Invoice {InvoiceId}: page {CheckoutNo} over {Amount} is closed, and nothing was paid on it")]
    public static partial void CheckoutClosed(this ILogger log, Guid invoiceId, int checkoutNo, string amount);

    [LoggerMessage(376, LogLevel.Debug, "{Count} pages were to be looked at in one round; the next follow at once")]
    public static partial void ManyCheckoutsDue(this ILogger log, int count);

    [LoggerMessage(377, LogLevel.Warning, "Pages on which customers pay are looked at later: {Reason}")]
    public static partial void CheckoutsDelayed(this ILogger log, string reason);

    [LoggerMessage(378, LogLevel.Information,
        "Mails have no link to pay by: Paying__Url is not set, see docs/how-to/payment-page.md")]
    public static partial void NoPayLinks(this ILogger log);

    [LoggerMessage(379, LogLevel.Warning,
        "Calls of the payment page were refused as too many, {Count} since this was said last; see " +
        "docs/runbook/payment-page.md")]
    public static partial void TooManyVisitors(this ILogger log, int count);

    [LoggerMessage(380, LogLevel.Warning,
        "Invoice {InvoiceId}: no page of the gateway could be opened: {Reason}; the customer was asked to come again")]
    public static partial void CheckoutNotOpened(this ILogger log, Guid invoiceId, string reason);

    [LoggerMessage(381, LogLevel.Error,
        "Invoice {InvoiceId}: the gateway's page is at {Origin}, and Paying__Page__Checkout is {Expected}; nobody is " +
        "sent there, so set Paying__Page__Checkout if it is right")]
    public static partial void CheckoutElsewhere(this ILogger log, Guid invoiceId, string origin, string expected);

    [LoggerMessage(382, LogLevel.Warning, "A call of the payment page was answered with 503: {Reason}")]
    public static partial void PageNotNow(this ILogger log, string reason);
}
