using Charging.ServiceDefaults;
using Npgsql;

namespace Charging.Payments;

/// <summary>Measures whether what was captured is what was booked, for an alert to a person when it is not.</summary>
internal sealed class WatchBooks(
    NpgsqlDataSource postgres, PaymentMetrics metrics, ILogger<WatchBooks> log, TimeProvider clock) : BackgroundService
{
    /// <summary>Both tables are read whole, so not often.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.Every(Pause, clock, Measure, log.BooksNotMeasured, stoppingToken);

    private async Task Measure(CancellationToken cancellationToken) =>
        metrics.BooksDiffer(await LedgerEntries.Imbalances(postgres, cancellationToken));
}
