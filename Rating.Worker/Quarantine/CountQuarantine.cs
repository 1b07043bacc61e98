namespace Charging.Rating.Quarantine;

/// <summary>
/// Counts what is pending in quarantine every now and then, so that every instance knows which sessions were masked.
/// </summary>
internal sealed class CountQuarantine(
    Quarantine quarantine, SessionsMaskedBefore masked, Rounds rounds, ILogger<CountQuarantine> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        rounds.Every(nameof(CountQuarantine), Pause, Count, log.QuarantineUncounted, stoppingToken);

    private async Task Count(CancellationToken cancellationToken) =>
        await masked.Refresh(await quarantine.CountPending(cancellationToken), cancellationToken);
}
