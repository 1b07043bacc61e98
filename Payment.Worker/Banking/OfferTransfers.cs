using Charging.Payments.Messages;
using MassTransit;

namespace Charging.Payments.Banking;

/// <summary>
/// Offers what came to the bank to the payments of the invoices that it names, from every instance, and finds the
/// payouts that were booked after they had come. A transfer that its payment does not take, since an attempt is open or
/// it is too little, is offered again after <see cref="Again"/>.
/// </summary>
internal sealed class OfferTransfers(
    BankEntries entries, Suspense suspense, IBusControl bus, Rounds rounds, ILogger<OfferTransfers> log,
    TimeProvider clock)
    : BackgroundService
{
    private const int LargestRound = 100;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RoundLimit = TimeSpan.FromSeconds(20);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => rounds.Every(
        nameof(OfferTransfers), Round, OfferAll, log.TransfersDelayed, stoppingToken, isAwaited: false);

    private async Task OfferAll(CancellationToken cancellationToken)
    {
        await suspense.PlacePayouts(cancellationToken);
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancellationToken);
        await Outbox.Drain(
            LargestRound, RoundLimit, TakeDue, Offer, mark: null, log.ManyTransfersDue, cancellationToken);
    }

    private Task<IReadOnlyList<TransferArrived>> TakeDue(CancellationToken cancellationToken)
    {
        var now = clock.UtcNow();
        return entries.TakeDue(now, now + Again, LargestRound, cancellationToken);
    }

    private Task Offer(TransferArrived arrived, CancellationToken cancellationToken) =>
        bus.Publish(arrived, cancellationToken);
}
