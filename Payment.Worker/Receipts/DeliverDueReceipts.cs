using Charging.Payments.Facts;
using MassTransit;

namespace Charging.Payments.Receipts;

/// <summary>
/// Tries the mails that were put off again, from every instance, a few at a time: however many wait, new ones do not
/// wait behind them. One that was taken and not brought to its end is due again after <see cref="Lease"/>.
/// </summary>
internal sealed class DeliverDueReceipts(
    Receipts receipts, FindFacts find, DeliverReceipt deliver, IMailRoute route,
    IBus bus, Rounds rounds, ILogger<DeliverDueReceipts> log, TimeProvider clock) : BackgroundService
{
    public const int LargestRound = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RoundLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        rounds.Every(nameof(DeliverDueReceipts), Pause, DeliverAllDue, log.DueMailsDelayed, stoppingToken);

    private Task DeliverAllDue(CancellationToken cancellationToken) =>
        Rounds.Drain(LargestRound, RoundLimit, Deliver, log.ManyMailsDue, cancellationToken);

    private async Task<int> Deliver(CancellationToken cancellationToken)
    {
        if (!route.IsOpen) return 0;

        var now = clock.UtcNow();
        var due = await receipts.TakeDue(now, now + Lease, LargestRound, cancellationToken);
        await Task.WhenAll(due.Select(receipt => Deliver(receipt, cancellationToken)));
        return due.Count;
    }

    private async Task Deliver(Receipt due, CancellationToken cancellationToken)
    {
        var receipt = await deliver.Once(due, cancellationToken);
        if (receipt.SentAt is null) return;

        var invoice = await find.InvoiceOf(receipt.InvoiceId, cancellationToken);
        await bus.Publish(receipt.ToReceiptSent(invoice), cancellationToken);
        await receipts.Told(receipt, cancellationToken);
    }
}
