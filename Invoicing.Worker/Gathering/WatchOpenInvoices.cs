namespace Charging.Invoicing.Gathering;

/// <summary>Measures how many usages gather on open invoices, and what they come to.</summary>
internal sealed class WatchOpenInvoices(
    OpenInvoices open, InvoicingMetrics metrics, Rounds rounds, ILogger<WatchOpenInvoices> log)
    : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        rounds.Every(nameof(WatchOpenInvoices), Round, Measure, log.GatheringNotMeasured, stoppingToken);

    private async Task Measure(CancellationToken cancellationToken) =>
        metrics.Gathering(await open.Sums(cancellationToken));
}
