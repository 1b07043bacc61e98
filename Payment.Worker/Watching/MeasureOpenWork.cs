namespace Charging.Payments.Watching;

/// <summary>Measures what has not come to its end.</summary>
internal static class MeasureOpenWork
{
    public static Measure Payments(OpenWork open, PaymentMetrics metrics) => new(
        "payments", Measure.Usually, [metrics.OpenPayments, metrics.OldestPayments, metrics.OldestUnanswered],
        async (now, stop) =>
        {
            var states = await open.Payments(stop);
            var oldest = await open.OldestUnanswered(stop);
            metrics.OpenPayments.Show(states.ToDictionary(one => one.State, one => (double)one.Payments));
            metrics.OldestPayments.Show(states.ToDictionary(one => one.State, one => (now - one.Oldest).TotalSeconds));
            metrics.OldestUnanswered.Show(oldest is { } since ? (now - since).TotalSeconds : 0);
            return now;
        });

    public static Measure Receipts(OpenWork open, PaymentMetrics metrics) => new(
        "receipts", Measure.Usually, [metrics.OpenReceipts],
        async (now, stop) =>
        {
            var (putOff, undeliverable) = await open.Receipts(stop);
            metrics.OpenReceipts.Show(new Dictionary<string, double>
            {
                ["putOff"] = putOff, ["undeliverable"] = undeliverable,
            });
            return now;
        });

    public static Measure Refunds(OpenWork open, PaymentMetrics metrics) => new(
        "refunds", Measure.Usually, [metrics.RefundsOpen],
        async (now, stop) =>
        {
            var (waiting, toBeDecided) = await open.Refunds(stop);
            metrics.RefundsOpen.Show(new Dictionary<string, double>
            {
                ["waiting"] = waiting, ["toBeDecided"] = toBeDecided,
            });
            return now;
        });

    public static Measure Credits(OpenWork open, PaymentMetrics metrics) => new(
        "credits", Measure.Usually, [metrics.WaitingCredits],
        async (now, stop) =>
        {
            metrics.WaitingCredits.Show(await open.Credits(stop));
            return now;
        });
}
