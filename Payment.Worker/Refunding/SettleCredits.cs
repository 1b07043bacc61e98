using Charging.Payments.Crediting;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Refunding;

/// <summary>
/// Settles the credit notes that are due, from every instance: a refund follows where the invoice is paid, a mail where
/// no money goes back. A note whose payment is open, or that was taken and not brought to its end, is due again after
/// <see cref="Again"/>.
/// </summary>
internal sealed class SettleCredits(
    Credits credits, KeepCredit keep, IBusControl bus, IOptions<ReceiptOptions> receipts, Rounds rounds,
    ILogger<SettleCredits> log, TimeProvider clock)
    : BackgroundService
{
    private const int LargestRound = 100;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RoundLimit = TimeSpan.FromSeconds(20);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        rounds.Every(nameof(SettleCredits), Round, SettleAllDue, log.CreditsDelayed, stoppingToken);

    private async Task SettleAllDue(CancellationToken cancellationToken)
    {
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancellationToken);
        await Outbox.Drain(
            LargestRound, RoundLimit, TakeDue, Settle, mark: null, log.ManyCreditsDue, cancellationToken);
    }

    private Task<IReadOnlyList<CreditDue>> TakeDue(CancellationToken cancellationToken)
    {
        var now = clock.UtcNow();
        return credits.TakeDue(now, now + Again, LargestRound, cancellationToken);
    }

    /// <summary>Each is marked for itself: what became of one waits for no other.</summary>
    private async Task Settle(CreditDue due, CancellationToken cancellationToken)
    {
        var credit = await keep.Settle(due, clock.UtcNow(), cancellationToken);
        if (credit.Outcome is not { } outcome) return;

        if (credit.HasMailOfItsOwn && receipts.Value.Enabled)
            await bus.Publish(credit.ToSendReceipt(), cancellationToken);
        await credits.Close(credit, cancellationToken);
        log.CreditSettled(credit.InvoiceId, credit.CreditNoteNumber, $"{credit.Payable}", $"{outcome}");
    }
}
