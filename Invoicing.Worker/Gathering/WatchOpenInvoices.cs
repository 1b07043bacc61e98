using Charging.ServiceDefaults;

namespace Charging.Invoicing;

/// <summary>Measures how many usages gather on open invoices, and what they come to.</summary>
internal sealed class WatchOpenInvoices(
    OpenInvoices open, InvoicingMetrics metrics, ILogger<WatchOpenInvoices> log, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Round, clock);
        do
        {
            try
            {
                metrics.Gathering(await open.Sums(stoppingToken));
            }
            catch (Exception exception) when (Transient.Is(exception) && !stoppingToken.IsCancellationRequested)
            {
                log.GatheringNotMeasured(exception.Message);
            }
        }
        while (await rounds.WaitForNextTickAsync(stoppingToken));
    }
}
