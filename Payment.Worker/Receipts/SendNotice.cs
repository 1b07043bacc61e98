using Charging.Payments.Announcing;
using Charging.Payments.Facts;

namespace Charging.Payments.Receipts;

/// <summary>
/// Tells a customer of a debit. The days are counted from when the mail left: where it left late, or could not, another
/// notice with a later day takes its place, and nothing is drawn by the first.
/// </summary>
internal sealed class SendNotice(
    Notices notices, FindFacts find, WriteReceipt write, DeliverReceipt deliver, ILogger<SendNotice> log,
    TimeProvider clock)
{
    public async Task Send(Notice notice, CancellationToken cancellationToken)
    {
        if (await find.Of(notice, cancellationToken) is not { } facts)
        {
            await notices.PutOff(notice, until: null, cancellationToken);
            return;
        }

        Traced.Session(facts.Invoice.Source, facts.Invoice.SessionId);
        Traced.Invoice(facts.Invoice.Number);
        var mail = await write.Find(notice, cancellationToken);
        if (mail is not { SentAt: not null })
        {
            // One that was refused is not taken again; what could not leave in time says a day that is too near.
            if (mail?.Status == ReceiptStatus.Undeliverable || !notice.HoldsAt(clock.UtcNow()))
            {
                await Replace(notice, facts, cancellationToken);
                return;
            }

            mail = await deliver.Once(
                mail ?? await write.Once(facts, notice, cancellationToken), cancellationToken);
        }

        await Settle(notice, facts, mail, cancellationToken);
    }

    private async Task Settle(
        Notice notice, PaymentFacts facts, Receipt mail, CancellationToken cancellationToken)
    {
        if (mail.SentAt is not { } sent)
        {
            DateTime? again = mail.Status == ReceiptStatus.Undeliverable
                ? null
                : clock.UtcNow() + ResendPlan.WaitAfter(mail.Tries);
            await notices.PutOff(notice, again, cancellationToken);
        }
        else if (notice.HoldsAt(sent))
        {
            await notices.Sent(notice, sent, cancellationToken);
        }
        else
        {
            await Replace(notice, facts, cancellationToken);
        }
    }

    private async Task Replace(Notice notice, PaymentFacts facts, CancellationToken cancellationToken)
    {
        var later = notice.Renewed(clock.UtcNow());
        await notices.Replace(notice, later, cancellationToken);
        log.NoticeReplaced(notice.InvoiceId, facts.Invoice.Number, notice.NoticeNo, later.NoticeNo, later.DrawOn);
    }
}
