using Charging.Payments.Messages;
using MassTransit;

namespace Charging.Payments.Refunding;

/// <summary>
/// Has the refunds looked at that are due, from every instance. One that was taken and not looked at, for whatever
/// reason, is due again after <see cref="Again"/>.
/// </summary>
internal sealed class WakeRefunds(
    Refunds refunds, IBusControl bus, Rounds rounds, ILogger<WakeRefunds> log, TimeProvider clock)
    : BackgroundService
{
    private const int LargestRound = 100;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(20);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        rounds.Every(nameof(WakeRefunds), Round, WakeAllDue, log.WakingDelayed, stoppingToken);

    private async Task WakeAllDue(CancellationToken cancellationToken)
    {
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancellationToken);
        await Outbox.Drain(
            LargestRound, SendLimit, TakeDue, (due, stop) => bus.Publish(due, stop), mark: null, log.WakingMany,
            cancellationToken);
    }

    private Task<IReadOnlyList<RefundDue>> TakeDue(CancellationToken cancellationToken)
    {
        var now = clock.UtcNow();
        return refunds.TakeDue(now, now + Again, LargestRound, cancellationToken);
    }
}
