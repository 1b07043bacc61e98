using Charging.ServiceDefaults;

namespace Charging.Invoicing;

/// <summary>Measures how many usages gather on open invoices, and what they come to.</summary>
internal sealed class WatchOpenInvoices(
    OpenInvoices open, InvoicingMetrics metrics, ILogger<WatchOpenInvoices> log, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.Every(Round, clock, Measure, log.GatheringNotMeasured, stoppingToken);

    private async Task Measure(CancellationToken cancellationToken) =>
        metrics.Gathering(await open.Sums(cancellationToken));
}
