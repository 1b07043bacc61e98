namespace Charging.Rating.Detail;

/// <summary>Measures how many sessions wait for their legs, and for how long.</summary>
internal static class MeasureDetails
{
    public static Measure Of(Details details, RatingMetrics metrics) => new(
        "detail", Measure.Usually, [metrics.AwaitingDetail, metrics.OldestDetail],
        async (now, stop) =>
        {
            var (waiting, oldest) = await details.CountWaiting(stop);
            metrics.AwaitingDetail.Show(waiting);
            metrics.OldestDetail.Show((now - (oldest ?? now)).TotalSeconds);
            return now;
        });
}
