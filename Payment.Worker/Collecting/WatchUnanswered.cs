namespace Charging.Payments.Collecting;

/// <summary>Measures how long the oldest attempt without an answer has waited, for an alert to a person.</summary>
internal sealed class WatchUnanswered(
    Attempts attempts, PaymentMetrics metrics, Rounds rounds, ILogger<WatchUnanswered> log, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        rounds.Every(nameof(WatchUnanswered), Pause, Measure, log.UnansweredNotMeasured, stoppingToken);

    private async Task Measure(CancellationToken cancellationToken)
    {
        var oldest = await attempts.OldestUnanswered(cancellationToken);
        metrics.OldestUnanswered(oldest is { } since ? clock.UtcNow() - since : TimeSpan.Zero);
    }
}
