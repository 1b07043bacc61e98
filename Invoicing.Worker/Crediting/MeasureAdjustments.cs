namespace Charging.Invoicing.Crediting;

/// <summary>Measures how many corrected prices wait.</summary>
internal static class MeasureAdjustments
{
    public static Measure Of(Adjustments adjustments, InvoicingMetrics metrics) => new(
        "adjustments", Measure.Usually, [metrics.WaitingAdjustments],
        async (now, stop) =>
        {
            metrics.WaitingAdjustments.Show(await adjustments.CountWaiting(stop));
            return now;
        });
}
