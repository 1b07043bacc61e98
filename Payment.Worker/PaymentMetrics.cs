using System.Diagnostics.Metrics;

namespace Charging.Payments;

/// <summary>Everything this worker counts. No customer, session or invoice is ever a label.</summary>
internal sealed class PaymentMetrics
{
    private readonly Counter<long> payments;
    private readonly Counter<long> captured;
    private readonly Counter<long> receipts;
    private readonly Counter<long> refunds;
    private double oldestOpenSeconds;
    private IReadOnlyDictionary<string, long> imbalances = new Dictionary<string, long>();

    public PaymentMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Telemetry.Name);
        payments = meter.CreateCounter<long>(
            "charging.payments", "{outcome}",
            "Answers of the gateway by outcome and class of decline, and payments abandoned.");
        captured = meter.CreateCounter<long>(
            "charging.captured.amount", "{minor}", "Captured, in the smallest units of each currency.");
        receipts = meter.CreateCounter<long>(
            "charging.receipts", "{mail}", "Mails that left, were put off, or are undeliverable, by kind.");
        refunds = meter.CreateCounter<long>(
            "charging.refunds", "{refund}", "Steps of refunds by the status that they led to.");
        meter.CreateObservableGauge(
            "charging.payments.unknown.oldest_age", () => Volatile.Read(ref oldestOpenSeconds), "s",
            "How long the oldest attempt without an answer has waited for one.");
        meter.CreateObservableGauge(
            "charging.books.imbalance", Imbalances, "{minor}",
            "What was captured less what is booked as captured, in the smallest units of each currency: 0.");
    }

    /// <param name="outcome">What the gateway's answer made of the attempt.</param>
    /// <param name="declineClass">Null unless it was declined.</param>
    public void Answered(string outcome, string? declineClass) =>
        payments.Add(1, new("outcome", outcome), new("class", declineClass ?? "none"));

    public void Captured(Money amount) =>
        captured.Add(amount.Minor, new KeyValuePair<string, object?>("currency", amount.Currency));

    public void Refunded(string status) =>
        refunds.Add(1, new KeyValuePair<string, object?>("outcome", status));

    public void Abandoned(AbandonReason reason) =>
        payments.Add(1, new("outcome", "abandoned"), new("class", Words.Of(reason)));

    public void Mailed(ReceiptKind kind, string outcome) =>
        receipts.Add(1, new("outcome", outcome), new("kind", Words.Of(kind)));

    /// <summary>By currency; 0 where the books are right.</summary>
    public void BooksDiffer(IReadOnlyDictionary<string, long> by) => Volatile.Write(ref imbalances, by);

    public void OldestUnanswered(TimeSpan age) => Volatile.Write(ref oldestOpenSeconds, age.TotalSeconds);

    private IEnumerable<Measurement<long>> Imbalances() => Volatile.Read(ref imbalances).Select(one =>
        new Measurement<long>(one.Value, new KeyValuePair<string, object?>("currency", one.Key)));
}
