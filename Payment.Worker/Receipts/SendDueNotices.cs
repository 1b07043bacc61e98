using Charging.Payments.Announcing;
using Charging.Payments.Facts;

namespace Charging.Payments.Receipts;

/// <summary>
/// Sends the notices that are owed, from every instance, as soon as their payments wait for them. One that was taken
/// and not brought to its end is due again after <see cref="Lease"/>.
/// </summary>
internal sealed class SendDueNotices(
    Notices notices, FindFacts find, SendNotice send, IMailRoute route, Rounds rounds, ILogger<SendDueNotices> log,
    TimeProvider clock) : BackgroundService
{
    private const int LargestRound = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RoundLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        rounds.Every(nameof(SendDueNotices), Pause, SendAllDue, log.NoticesDelayed, stoppingToken);

    private Task SendAllDue(CancellationToken cancellationToken) => Outbox.Drain(
        LargestRound, RoundLimit, TakeDue, Send, mark: null, log.ManyNoticesDue, cancellationToken);

    private async Task<IReadOnlyList<Notice>> TakeDue(CancellationToken cancellationToken)
    {
        if (!route.IsOpen) return [];
        var now = clock.UtcNow();
        return await notices.TakeDue(now, now + Lease, LargestRound, cancellationToken);
    }

    private async Task Send(Notice due, CancellationToken cancellationToken)
    {
        using var span = Spans.AreKept
            ? Spans.Later("notice of a debit", await find.TraceOf(due.InvoiceId, cancellationToken))
            : null;
        await send.Send(due, cancellationToken);
    }
}
