namespace Charging.Payments.Receipts;

/// <summary>Measures how many mails have not left.</summary>
internal static class MeasureReceipts
{
    public static Measure Of(Receipts receipts, PaymentMetrics metrics) => new(
        "receipts", Measure.Usually, [metrics.OpenReceipts],
        async (now, stop) =>
        {
            var (putOff, undeliverable) = await receipts.CountOpen(stop);
            metrics.OpenReceipts.Show(new Dictionary<string, double>
            {
                ["putOff"] = putOff,
                ["undeliverable"] = undeliverable,
            });
            return now;
        });
}
