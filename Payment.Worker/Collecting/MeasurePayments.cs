namespace Charging.Payments.Collecting;

/// <summary>Measures which payments are open, and how long the oldest attempt without an answer has waited.</summary>
internal static class MeasurePayments
{
    public static Measure Of(Payments payments, Attempts attempts, PaymentMetrics metrics) => new(
        "payments", Measure.Usually, [metrics.OpenPayments, metrics.OldestPayments, metrics.OldestUnanswered],
        async (now, stop) =>
        {
            var states = await payments.CountOpen(stop);
            var oldest = await attempts.OldestUnanswered(stop);
            metrics.OpenPayments.Show(states.ToDictionary(one => one.State, one => (double)one.Payments));
            metrics.OldestPayments.Show(states.ToDictionary(one => one.State, one => (now - one.Oldest).TotalSeconds));
            metrics.OldestUnanswered.Show(oldest is { } since ? (now - since).TotalSeconds : 0);
            return now;
        });
}
