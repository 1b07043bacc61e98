using Charging.Rating.Detail;
using Charging.Rating.Quarantine;

namespace Charging.Rating;

/// <summary>What an instance needs to count and to measure.</summary>
internal static class RatingParts
{
    public static void AddMetrics(this Worker worker) => worker.Services
        .AddSingleton<RatingMetrics>().AddTable(RatingMetrics.Table)
        .AddMeasure<Quarantine.Quarantine, RatingMetrics>(MeasureQuarantine.Of)
        .AddMeasure<Details, RatingMetrics>(MeasureDetails.Of);
}
