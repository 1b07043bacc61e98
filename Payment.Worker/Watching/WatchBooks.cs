namespace Charging.Payments.Watching;

/// <summary>Measures whether what was captured is what was booked, for an alert to a person when it is not.</summary>
internal sealed class WatchBooks(
    BookSums books, PaymentMetrics metrics, Rounds rounds, ILogger<WatchBooks> log, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Whoever comes within this of another's look takes what that has found.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(4);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        rounds.Every(nameof(WatchBooks), Pause, Measure, log.BooksNotMeasured, stoppingToken);

    private async Task Measure(CancellationToken cancellationToken)
    {
        var now = clock.UtcNow();
        metrics.BooksDiffer(await books.Differences(now, now - Fresh, cancellationToken));
    }
}
