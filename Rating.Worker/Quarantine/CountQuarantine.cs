using Charging.ServiceDefaults;
using Npgsql;

namespace Charging.Rating;

/// <summary>Counts what is pending in quarantine, or waits for its legs, every now and then, for the gauges.</summary>
internal sealed class CountQuarantine(
    Quarantine quarantine, Details details, RatingMetrics metrics, TimeProvider clock, ILogger<CountQuarantine> log)
    : BackgroundService
{
    /// <summary>As often as metrics are usually collected.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                metrics.Pending = await quarantine.CountPending(stoppingToken);
                var (waiting, oldest) = await details.CountWaiting(stoppingToken);
                var now = clock.GetUtcNow().UtcDateTime;
                metrics.Awaiting(waiting, now - (oldest ?? now));
            }
            catch (NpgsqlException exception) when (Transient.Is(exception))
            {
                log.QuarantineUncounted(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
