using Charging.Payments.Gateway;
using Charging.Payments.Messages;
using Charging.Payments.Scheduling;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Refunding;

/// <summary>
/// Issues refunds. Each is stored before the gateway is called; one whose outcome is open is looked up, and asked
/// for again only under its own key.
/// </summary>
internal sealed class IssueRefund(
    Refunds refunds,
    NpgsqlDataSource postgres,
    IPaymentGateway gateway,
    IOptions<RetryOptions> retry,
    PaymentMetrics metrics,
    ILogger<IssueRefund> log,
    TimeProvider clock)
{
    /// <summary>The refund that the order became, however often it comes.</summary>
    public async Task<Refund> AsOrdered(RefundPayment order, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow();
        var firstLook = RefundPlan.FirstLook(now, retry.Value);
        var (refund, isNew) = await refunds.AskOnce(order, now, firstLook, cancellationToken);
        if (!isNew) return refund.IsOpen ? await Resume(refund, cancellationToken) : refund;

        return await Keep(refund, await gateway.Refund(refund.ToRequest(), cancellationToken), cancellationToken);
    }

    /// <summary>Asks what became of it, also of one that was done: the customer's bank may not have taken it.</summary>
    public async Task<Refund> Look(RefundDue due, CancellationToken cancellationToken)
    {
        var refund = await Find(due.InvoiceId, due.RefundNo, cancellationToken);
        return refund.Status == RefundStatus.Failed ? refund : await Resume(refund, cancellationToken);
    }

    /// <summary>Keeps what was made, or has failed, at the gateway without our order.</summary>
    public async Task<Refund> AsReported(RefundReported told, CancellationToken cancellationToken)
    {
        var (refund, isNew) = await refunds.KeepOnce(told, clock.UtcNow(), cancellationToken);
        if (isNew) Note(refund);
        return isNew ? refund : await Keep(refund, Refund.AnswerIn(told), cancellationToken);
    }

    /// <summary>
    /// Keeps what a person found out, unless the outcome is known by now. That nothing was given back is not taken on
    /// trust: the gateway is asked once more, and what it says counts.
    /// </summary>
    public async Task<Refund> AsDecided(RefundDecided decided, CancellationToken cancellationToken)
    {
        var refund = await Find(decided.InvoiceId, decided.RefundNo, cancellationToken);
        if (!refund.IsOpen) return refund;

        var answer = decided.GatewayReference is { } reference
            ? new GatewayAnswer.Refunded(reference)
            : await gateway.LookUpRefund(refund.ToRequest(), cancellationToken);
        if (answer is not (GatewayAnswer.Refunded or GatewayAnswer.Pending))
            answer = new GatewayAnswer.Declined("not_refunded", DeclineClass.Later);
        return await Keep(refund, answer, cancellationToken);
    }

    private async Task<Refund> Resume(Refund refund, CancellationToken cancellationToken)
    {
        if (refund.IsOfTransfer)
            return await Keep(
                refund, new GatewayAnswer.Declined("paid_by_transfer", DeclineClass.Never), cancellationToken);

        var request = refund.ToRequest();
        var answer = await gateway.LookUpRefund(request, cancellationToken);
        if (answer is GatewayAnswer.NotFound && RefundPlan.MayRepeat(refund, clock.UtcNow(), retry.Value))
            answer = await gateway.Refund(request, cancellationToken);

        // Of one that is done there is news only because somebody said so; unread, it must not get lost.
        if (answer is GatewayAnswer.Unknown silence && !refund.IsOpen) throw new GatewayAwayException(silence.Why);
        return await Keep(refund, answer, cancellationToken);
    }

    private async Task<Refund> Keep(Refund refund, GatewayAnswer answer, CancellationToken cancellationToken)
    {
        var after = refund.With(answer, clock.UtcNow());
        if (after == refund) return refund;

        after = after with { DueAt = RefundPlan.NextLook(after, retry.Value) };
        if (!await refunds.MoveOn(refund, after, cancellationToken))
            return await Find(refund.InvoiceId, refund.RefundNo, cancellationToken);

        Note(after);
        return after;
    }

    /// <summary>As it is stored, and safe: it may be told, or gone on with.</summary>
    private async Task<Refund> Find(Guid invoiceId, int refundNo, CancellationToken cancellationToken)
    {
        var all = (await refunds.Of(invoiceId, cancellationToken)).Refunds;
        await postgres.AwaitStandbys(cancellationToken);
        return all.SingleOrDefault(one => one.RefundNo == refundNo) ?? throw new InvalidOperationException(
            $"No refund {refundNo} of invoice {invoiceId} in payment.refunds; payments show lists those there are.");
    }

    private void Note(Refund refund)
    {
        metrics.Refunded(Words.Of(refund.Status));
        switch (refund)
        {
            case { FailedAt: not null, DoneAt: not null }:
                log.RefundCameBack(refund.InvoiceId, refund.RefundNo, refund.GatewayReference!);
                break;
            case { IsToBeDecided: true }:
                log.RefundNeedsReview(refund.InvoiceId, refund.RefundNo, $"{refund.Amount}");
                break;
            default:
                log.RefundMoved(refund.InvoiceId, refund.RefundNo, $"{refund.Amount}", $"{refund.Status}", refund.Code);
                break;
        }
    }
}
