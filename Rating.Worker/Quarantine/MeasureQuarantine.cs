namespace Charging.Rating.Quarantine;

/// <summary>Measures what is pending in quarantine.</summary>
internal static class MeasureQuarantine
{
    public static Measure Of(Quarantine quarantine, RatingMetrics metrics) => new(
        "quarantine", Measure.Usually, [metrics.PendingInQuarantine],
        async (now, stop) =>
        {
            var pending = await quarantine.CountPending(stop);
            metrics.PendingInQuarantine.Show(pending.ToDictionary(one => one.Key, one => (double)one.Value));
            return now;
        });
}
