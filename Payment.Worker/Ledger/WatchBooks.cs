using Charging.ServiceDefaults;
using Npgsql;

namespace Charging.Payments;

/// <summary>Measures whether what was captured is what was booked, for an alert to a person when it is not.</summary>
internal sealed class WatchBooks(
    NpgsqlDataSource postgres, PaymentMetrics metrics, ILogger<WatchBooks> log, TimeProvider clock) : BackgroundService
{
    /// <summary>Both tables are read whole, so not often.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Round, clock);
        do
        {
            try
            {
                metrics.BooksDiffer(await LedgerEntries.Imbalances(postgres, stoppingToken));
            }
            catch (Exception exception) when (Transient.Is(exception) && !stoppingToken.IsCancellationRequested)
            {
                log.BooksNotMeasured(exception.Message);
            }
        }
        while (await rounds.WaitForNextTickAsync(stoppingToken));
    }
}
