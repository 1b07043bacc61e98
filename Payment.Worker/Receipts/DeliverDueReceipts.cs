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

    private Task DeliverAllDue(CancellationToken cancellationToken) => Outbox.Drain(
        LargestRound, RoundLimit, TakeDue, Deliver, mark: null, log.ManyMailsDue, cancellationToken);

    private async Task<IReadOnlyList<Receipt>> TakeDue(CancellationToken cancellationToken)
    {
        if (!route.IsOpen) return [];
        var now = clock.UtcNow();
        return await receipts.TakeDue(now, now + Lease, LargestRound, cancellationToken);
    }

    /// <summary>Each is marked for itself: what became of one waits for no other.</summary>
    private async Task Deliver(Receipt due, CancellationToken cancellationToken)
    {
        using var span = Spans.AreKept
            ? Spans.Later("mail that was put off", await find.TraceOf(due.InvoiceId, cancellationToken))
            : null;
        var receipt = await deliver.Once(due, cancellationToken);
        if (receipt.SentAt is null) return;

        var invoice = await find.InvoiceOf(receipt.InvoiceId, cancellationToken);
        await bus.Publish(receipt.ToReceiptSent(invoice), cancellationToken);
        await receipts.Told(receipt, cancellationToken);
    }
}
