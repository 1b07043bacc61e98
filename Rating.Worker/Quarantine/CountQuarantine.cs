using Charging.Rating.Detail;

namespace Charging.Rating.Quarantine;

/// <summary>Counts what is pending in quarantine, or waits for its legs, every now and then, for the gauges.</summary>
internal sealed class CountQuarantine(
    Quarantine quarantine, SessionsMaskedBefore masked, Details details, RatingMetrics metrics, TimeProvider clock,
    Rounds rounds,
    ILogger<CountQuarantine> log)
    : BackgroundService
{
    /// <summary>As often as metrics are usually collected.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        rounds.Every(nameof(CountQuarantine), Pause, Count, log.QuarantineUncounted, stoppingToken);

    private async Task Count(CancellationToken cancellationToken)
    {
        var pending = await quarantine.CountPending(cancellationToken);
        metrics.Pending = pending;
        await masked.Refresh(pending, cancellationToken);
        var (waiting, oldest) = await details.CountWaiting(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        metrics.Awaiting(waiting, now - (oldest ?? now));
    }
}
