using Charging.Payments.CheckingOut;
using Charging.Payments.Messages;
using MassTransit;

namespace Charging.Payments.Collecting;

/// <summary>
/// Has the pages looked at on which customers may have paid, from every instance: the gateway's own report may not
/// come.
/// </summary>
internal sealed class WakeCheckouts(
    Checkouts checkouts, IBusControl bus, Rounds rounds, ILogger<WakeCheckouts> log, TimeProvider clock)
    : BackgroundService
{
    private const int LargestRound = 100;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(20);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        rounds.Every(nameof(WakeCheckouts), Round, WakeAllDue, log.CheckoutsDelayed, stoppingToken);

    private async Task WakeAllDue(CancellationToken cancellationToken)
    {
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancellationToken);
        await Outbox.Drain(
            LargestRound, SendLimit, stop => checkouts.TakeDue(clock.UtcNow(), Again, LargestRound, stop), Wake,
            mark: null, log.ManyCheckoutsDue, cancellationToken);
    }

    private Task Wake(DueCheckout due, CancellationToken cancellationToken) => bus.Publish(
        new LookDue { InvoiceId = due.InvoiceId, AttemptNo = 0, CheckoutNo = due.CheckoutNo }, cancellationToken);
}
