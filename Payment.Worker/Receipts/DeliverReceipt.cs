namespace Charging.Payments.Receipts;

/// <summary>Hands one mail over, keeps what came of it, and counts it.</summary>
internal sealed class DeliverReceipt(
    Receipts receipts, IMailRoute route, PaymentMetrics metrics, ILogger<DeliverReceipt> log, TimeProvider clock)
{
    /// <summary>The receipt as it is afterwards; one that has left, or is undeliverable, stays as it is.</summary>
    public async Task<Receipt> Once(Receipt receipt, CancellationToken cancellationToken)
    {
        if (receipt.Status != ReceiptStatus.Made) return receipt;

        using var span = Spans.Call($"mail {Words.Of(receipt.Kind)}");
        Traced.Mail(receipt.MailId);
        var answer = await route.Deliver(receipt, cancellationToken);
        var after = receipt.After(answer, clock.UtcNow());
        metrics.Mailed(after.Kind, OutcomeOf(answer));
        Traced.Outcome(OutcomeOf(answer));
        if (answer is MailAnswer.Refused refused) log.MailRefused(after.InvoiceId, after.MailId, refused.Why);
        else log.MailTried(after.InvoiceId, after.MailId, Words.Of(after.Kind), Words.Of(after.Status));
        return await receipts.Keep(after, cancellationToken);
    }

    private static string OutcomeOf(MailAnswer answer) => answer switch
    {
        MailAnswer.Accepted => "sent",
        MailAnswer.Later => "putOff",
        _ => "undeliverable",
    };
}
