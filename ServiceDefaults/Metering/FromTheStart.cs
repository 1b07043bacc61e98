using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace Charging.ServiceDefaults.Metering;

/// <summary>
/// Shows every counter of the tables at 0, with each of its labels, before anything is counted: a series that came with
/// its first event would begin at 1, and no rise would be seen. Histograms are shown by <see cref="EmptyHistograms"/>.
/// </summary>
/// <param name="metrics">All there are.</param>
/// <param name="known">What the tables leave open.</param>
/// <param name="meters">Where they are counted.</param>
internal sealed class FromTheStart(
    IEnumerable<Metric> metrics, KnownValues known, IMeterFactory meters) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Now the queues are known, and it is heard what is counted.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var metric in metrics.Where(one => one.Kind == MetricKind.Counter && !one.IsObserved))
        {
            var counter = meters.OfCharging().Counter(metric);
            foreach (var labels in metric.Series(known)) counter.Add(0, labels);
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
