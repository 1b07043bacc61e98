namespace Charging.Payments.Refunding;

/// <summary>Measures how many refunds have not come to their end.</summary>
internal static class MeasureRefunds
{
    public static Measure Of(Refunds refunds, PaymentMetrics metrics) => new(
        "refunds", Measure.Usually, [metrics.OpenRefunds],
        async (now, stop) =>
        {
            var (waiting, toBeDecided) = await refunds.CountOpen(stop);
            metrics.OpenRefunds.Show(new Dictionary<string, double>
            {
                ["waiting"] = waiting,
                ["toBeDecided"] = toBeDecided,
            });
            return now;
        });
}
