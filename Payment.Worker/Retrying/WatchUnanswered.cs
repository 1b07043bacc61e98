using Charging.ServiceDefaults;

namespace Charging.Payments;

/// <summary>Measures how long the oldest attempt without an answer has waited, for an alert to a person.</summary>
internal sealed class WatchUnanswered(
    Attempts attempts, PaymentMetrics metrics, ILogger<WatchUnanswered> log, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Round, clock);
        while (await rounds.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var oldest = await attempts.OldestUnanswered(stoppingToken);
                metrics.OldestUnanswered(oldest is { } since ? clock.UtcNow() - since : TimeSpan.Zero);
            }
            catch (Exception exception) when (Transient.Is(exception) && !stoppingToken.IsCancellationRequested)
            {
                log.UnansweredNotMeasured(exception.Message);
            }
        }
    }
}
