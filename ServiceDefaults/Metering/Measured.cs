using System.Diagnostics.Metrics;

namespace Charging.ServiceDefaults.Metering;

/// <summary>
/// A gauge that shows what was measured last, and nothing where that failed or another instance measures: what is not
/// known is not shown as it was.
/// </summary>
public sealed class Measured
{
    private readonly Metric metric;
    private volatile IReadOnlyList<Measurement<double>> now = [];

    public Measured(Meter meter, Metric metric)
    {
        this.metric = metric;
        meter.CreateObservableGauge(metric.Name, () => now, metric.Unit, metric.Meaning);
    }

    public void Show(double value) => now = [new Measurement<double>(value)];

    /// <param name="values">By the value of its one label; those that are known and not named are 0.</param>
    public void Show(IReadOnlyDictionary<string, double> values)
    {
        var label = metric.Labels[0];
        now =
        [
            .. label.Values.Union(values.Keys).Select(value => new Measurement<double>(
                values.GetValueOrDefault(value), new KeyValuePair<string, object?>(label.Name, value))),
        ];
    }

    public void Forget() => now = [];
}
