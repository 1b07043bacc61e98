using System.Diagnostics.Metrics;

namespace Charging.ServiceDefaults.Metering;

/// <summary>Makes of a metric what is counted with; made again, it is the same one.</summary>
public static class Instruments
{
    public static Meter OfCharging(this IMeterFactory meters) => meters.Create(Metric.Meter);

    public static Counter<long> Counter(this Meter meter, Metric metric) =>
        meter.CreateCounter<long>(metric.Name, metric.Unit, metric.Meaning);

    public static Histogram<double> Histogram(this Meter meter, Metric metric) => meter.CreateHistogram(
        metric.Name, metric.Unit, metric.Meaning, tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = metric.Edges });
}
