using System.Diagnostics.Metrics;

namespace Charging.Payments;

/// <summary>Everything this worker counts. No customer, session or invoice is ever a label.</summary>
internal sealed class PaymentMetrics
{
    private static readonly string[] Classes =
        ["never", "fixData", "customerAction", "tooSmall", "later", "technical", "unrecognized"];

    private static readonly double[] CaptureEdges = [.1, .25, .5, 1, 1.5, 2, 3, 5, 10, 30, 60, 300];

    private static readonly MetricLabel Currency = new("currency", "ISO 4217; no sum is over several.");

    private static readonly Metric Answers = new(
        MetricKind.Counter, "charging.payments", "{outcome}",
        "Answers of the gateway to captures, and payments given up.",
        new MetricLabel(
            "outcome", "What the answer made of the attempt.",
            "captured", "declined", "pending", "unknown", "abandoned"),
        new MetricLabel("class", "What kind of decline, or why it was given up; else none."))
    {
        Only =
        [
            ["captured", "none"], ["pending", "none"], ["unknown", "none"],
            .. Classes.Select(one => (string[])["declined", one]),
            .. Words.All<AbandonReason>().Select(one => (string[])["abandoned", one]),
        ],
    };

    private static readonly Metric CapturedAmount = new(
        MetricKind.Counter, "charging.captured.amount", "minor", "Captured, in smallest units.", Currency);

    private static readonly Metric Mails = new(
        MetricKind.Counter, "charging.receipts", "{mail}", "Mails by what became of them.",
        new MetricLabel("outcome", "Put off are those that the server did not take now.",
            "sent", "putOff", "undeliverable"),
        new MetricLabel("kind", "What the mail tells.", [.. Words.All<MailKind>()]));

    private static readonly Metric RefundSteps = new(
        MetricKind.Counter, "charging.refunds", "{refund}", "Steps of refunds by the status that they led to.",
        new MetricLabel(
            "outcome", "Done and failed are the last.", "asked", "pending", "unknown", "done", "failed"));

    private static readonly MetricLabel[] OfCapture =
    [
        new("method", "By what it was drawn.", "card"),
        new("way", "Of the invoice's message; what is captured later takes the ordinary one.", "fast", "ordinary"),
    ];

    private static readonly Metric SinceEnd = new(
        MetricKind.Histogram, "charging.session_to_capture.duration", "s",
        "From the end of a session to its capture by a card, which the objective is about.", OfCapture)
    {
        Edges = CaptureEdges,
    };

    private static readonly Metric SinceReceived = new(
        MetricKind.Histogram, "charging.received_to_capture.duration", "s",
        "The same from when Rating received it first, of late ones too.", OfCapture)
    {
        Edges = CaptureEdges,
    };

    private static readonly Metric Excluded = new(
        MetricKind.Counter, "charging.session_to_capture.excluded", "{capture}",
        "Captures that are not in charging.session_to_capture.duration.",
        new MetricLabel(
            "why",
            "Bank debits take days; retried are those that were declined before; awaitedCustomer had no card to draw; "
            + "gathered are several sessions; noSession follow from a correction, from one charge that gathered, or "
            + "from an earlier release; late were published more than a second after their end; clockAhead ended "
            + "after their capture.",
            "bankDebit", "retried", "awaitedCustomer", "gathered", "noSession", "late", "clockAhead"));

    private static readonly Metric Calls = new(
        MetricKind.Histogram, "charging.gateway.duration", "s",
        "How long each call of the gateway took; each repeat is one.",
        new MetricLabel(
            "operation", "What it was asked.", "capture", "lookUp", "refund", "lookUpRefund", "openPage", "lookUpPage",
            "expirePage"),
        new MetricLabel(
            "outcome", "Unknown and unanswered are silence; notTaken did nothing, and may be repeated.", "captured",
            "refunded", "declined", "pending", "unknown", "unanswered", "notTaken", "notFound", "pageOpen",
            "pagePaid", "pageExpired"))
    {
        Edges = [.01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60],
        Only =
        [
            .. Outcomes("capture", "captured"), .. Outcomes("lookUp", "captured", "notFound"),
            .. Outcomes("refund", "refunded"), .. Outcomes("lookUpRefund", "refunded", "notFound"),
            .. Outcomes("openPage", "pageOpen"), .. Outcomes("lookUpPage", "pageOpen", "pagePaid", "pageExpired"),
            .. Outcomes("expirePage", "pagePaid", "pageExpired"),
        ],
    };

    private static readonly Metric Webhooks = new(
        MetricKind.Counter, "charging.gateway.rejected_webhooks", "{call}",
        "Calls of the webhook that were not taken.",
        new MetricLabel(
            "reason", "Unsigned are forged, old, or signed with another secret; postponed are Stripe's, told again "
            + "later because broker or gateway was away.", "method", "tooLarge", "tooSlow", "unsigned", "postponed"));

    private static readonly Metric Open = new(
        MetricKind.Gauge, "charging.payments.open", "{payment}", "Payments that are neither captured nor given up.",
        new MetricLabel(
            "state", "Initial are begun just now; NeedsReview wait for a person; AwaitingDay are debits told before.",
            "Initial", "AwaitingDay", "WaitingToRetry", "AwaitingCustomer", "Resolving", "Pending", "Reversed",
            "NeedsReview"));

    private static readonly Metric OldestOpen = new(
        MetricKind.Gauge, "charging.payments.oldest_age", "s",
        "How long ago the oldest of them began; 0 where there is none.", Open.Labels[0]);

    private static readonly Metric Unanswered = new(
        MetricKind.Gauge, "charging.payments.unknown.oldest_age", "s",
        "How long the oldest attempt without an answer has waited for one.");

    private static readonly Metric UnsentMails = new(
        MetricKind.Gauge, "charging.receipts.open", "{mail}", "Mails that have not left.",
        new MetricLabel("status", "Undeliverable wait for a person.", "putOff", "undeliverable"));

    private static readonly Metric UnendedRefunds = new(
        MetricKind.Gauge, "charging.refunds.open", "{refund}", "Refunds whose end is not known.",
        new MetricLabel("state", "ToBeDecided wait for a person.", "waiting", "toBeDecided"));

    private static readonly Metric Credits = new(
        MetricKind.Gauge, "charging.credits.waiting", "{note}", "Credit notes of which nothing is decided yet.");

    private static readonly Metric Imbalance = new(
        MetricKind.Gauge, "charging.books.imbalance", "minor",
        "What was captured less what is booked as captured, in smallest units: 0.", Currency);

    private static readonly Metric Looks = new(
        MetricKind.Counter, "charging.books.checked", "{look}", "How often the books were compared.",
        new MetricLabel("outcome", "Whether they agreed.", "equal", "different"));

    private static readonly Metric Differing = new(
        MetricKind.Gauge, "charging.reconcile.differences", "{equation}",
        "Equations of the books of all workers that did not hold when reconcile --record was run last: 0.",
        new MetricLabel(
            "book", "Sessions are 0 where none were sent by ./charging publish, and gateway where it keeps no records.",
            "sessions", "invoices", "numbers", "payments", "gateway", "bank"));

    private readonly Counter<long> payments;
    private readonly Counter<long> captured;
    private readonly Counter<long> receipts;
    private readonly Counter<long> refunds;
    private readonly Histogram<double> sinceEnd;
    private readonly Histogram<double> sinceReceived;
    private readonly Counter<long> excluded;
    private readonly Histogram<double> calls;
    private readonly Counter<long> webhooks;
    private readonly Counter<long> looks;

    public PaymentMetrics(IMeterFactory meters)
    {
        var meter = meters.OfCharging();
        (payments, captured) = (meter.Counter(Answers), meter.Counter(CapturedAmount));
        (receipts, refunds) = (meter.Counter(Mails), meter.Counter(RefundSteps));
        (sinceEnd, sinceReceived) = (meter.Histogram(SinceEnd), meter.Histogram(SinceReceived));
        (excluded, calls) = (meter.Counter(Excluded), meter.Histogram(Calls));
        (webhooks, looks) = (meter.Counter(Webhooks), meter.Counter(Looks));
        (OpenPayments, OldestPayments) = (new(meter, Open), new(meter, OldestOpen));
        OldestUnanswered = new(meter, Unanswered);
        (OpenReceipts, OpenRefunds) = (new(meter, UnsentMails), new(meter, UnendedRefunds));
        (WaitingCredits, BooksImbalance) = (new(meter, Credits), new(meter, Imbalance));
        ReconcileDifferences = new(meter, Differing);
    }

    public static IReadOnlyList<Metric> Table { get; } =
    [
        SinceEnd, Excluded, SinceReceived, Answers, CapturedAmount, RefundSteps, Mails, Calls, Webhooks,
        Open, OldestOpen, Unanswered, Metric.CheckedTimestamp("payments"),
        UnsentMails, Metric.CheckedTimestamp("receipts"),
        UnendedRefunds, Metric.CheckedTimestamp("refunds"),
        Credits, Metric.CheckedTimestamp("credits"),
        Imbalance, Looks, Metric.CheckedTimestamp("books"),
        Differing, Metric.CheckedTimestamp("reconcile"),
    ];

    /// <summary>By state.</summary>
    public Measured OpenPayments { get; }

    /// <summary>In seconds, by state.</summary>
    public Measured OldestPayments { get; }

    public Measured OldestUnanswered { get; }

    /// <summary>By status.</summary>
    public Measured OpenReceipts { get; }

    /// <summary>By state.</summary>
    public Measured OpenRefunds { get; }

    public Measured WaitingCredits { get; }

    /// <summary>By currency; 0 where the books are right.</summary>
    public Measured BooksImbalance { get; }

    /// <summary>By book.</summary>
    public Measured ReconcileDifferences { get; }

    /// <param name="outcome">What the gateway's answer made of the attempt.</param>
    /// <param name="declineClass">Null unless it was declined.</param>
    public void Answered(string outcome, string? declineClass) =>
        payments.Add(1, new("outcome", outcome), new("class", declineClass ?? "none"));

    public void Captured(Money amount) =>
        captured.Add(amount.Minor, new KeyValuePair<string, object?>("currency", amount.Currency));

    /// <param name="end">Since the session's end; null where that says nothing of us.</param>
    /// <param name="received">Since it was received first; null where that is not known.</param>
    /// <param name="isFast">Whether its invoice took the fast lane.</param>
    public void CapturedAfter(TimeSpan? end, TimeSpan? received, bool isFast)
    {
        KeyValuePair<string, object?> method = new("method", "card"), way = new("way", isFast ? "fast" : "ordinary");
        if (end is { } sinceItsEnd) sinceEnd.Record(sinceItsEnd.TotalSeconds, method, way);
        if (received is { } sinceItCame) sinceReceived.Record(sinceItCame.TotalSeconds, method, way);
    }

    /// <param name="why">Of a short list.</param>
    public void CaptureExcluded(string why) => excluded.Add(1, new KeyValuePair<string, object?>("why", why));

    public void Refunded(string status) =>
        refunds.Add(1, new KeyValuePair<string, object?>("outcome", status));

    public void Abandoned(AbandonReason reason) =>
        payments.Add(1, new("outcome", "abandoned"), new("class", Words.Of(reason)));

    public void Mailed(MailKind kind, string outcome) =>
        receipts.Add(1, new("outcome", outcome), new("kind", Words.Of(kind)));

    public void Called(string operation, string outcome, TimeSpan took) =>
        calls.Record(took.TotalSeconds, new("operation", operation), new("outcome", outcome));

    public void WebhookRejected(string reason) =>
        webhooks.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void BooksChecked(bool areEqual) =>
        looks.Add(1, new KeyValuePair<string, object?>("outcome", areEqual ? "equal" : "different"));

    private static IEnumerable<string[]> Outcomes(string operation, params string[] own) =>
        own.Concat(["declined", "pending", "unknown", "unanswered", "notTaken"])
            .Select(outcome => (string[])[operation, outcome]);
}
