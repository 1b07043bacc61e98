namespace Charging.Payments.Crediting;

/// <summary>Measures how many credit notes are not settled.</summary>
internal static class MeasureCredits
{
    public static Measure Of(Credits credits, PaymentMetrics metrics) => new(
        "credits", Measure.Usually, [metrics.WaitingCredits],
        async (now, stop) =>
        {
            metrics.WaitingCredits.Show(await credits.CountWaiting(stop));
            return now;
        });
}
