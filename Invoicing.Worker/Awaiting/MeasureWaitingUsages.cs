namespace Charging.Invoicing.Awaiting;

/// <summary>Measures how many usages are not invoiced for want of a rate of exchange.</summary>
internal static class MeasureWaitingUsages
{
    public static Measure Of(WaitingUsages waiting, InvoicingMetrics metrics) => new(
        "invoices.awaiting_rate", Measure.Usually, [metrics.AwaitingRate],
        async (now, stop) =>
        {
            metrics.AwaitingRate.Show(await waiting.Count(stop));
            return now;
        });
}
