using Charging.Payments.Messages;

namespace Charging.Payments.Collecting;

/// <summary>A person's word of how a dispute ended.</summary>
internal static class DisputeDecision
{
    /// <param name="asked">The dispute's name or the invoice's number.</param>
    /// <param name="payment">Of which it is.</param>
    /// <param name="disputes">All of that payment.</param>
    /// <param name="reason">As in <see cref="ReturnReported"/>.</param>
    /// <exception cref="InvalidOperationException">There is no such dispute to decide; the text says why.</exception>
    public static ReturnReported Of(
        string asked, PaymentState payment, IReadOnlyList<Dispute> disputes, string reason)
    {
        var number = payment.InvoiceNumber;
        if (disputes.Count == 0)
            throw new InvalidOperationException(
                $"Nobody has disputed the payment of invoice {number}, which is {payment.CurrentState}; there is " +
                "nothing to decide.");

        var meant = disputes.Where(one => one.Reference == asked || number == asked).ToList();
        var open = meant.Where(one => one.Status == DisputeStatus.Open).ToList();
        if (open.Count > 1)
            throw new InvalidOperationException(
                $"Invoice {number} has {open.Count} open disputes; name one of " +
                $"{string.Join(", ", open.Select(one => one.Reference))}.");
        if (open.Count == 0)
            throw new InvalidOperationException(
                $"Dispute {meant[^1].Reference} of invoice {number} was {Words(meant[^1])} already; the gateway's " +
                "own word alone changes that. " + (meant[^1].Status == DisputeStatus.Lost
                    ? "payments retry draws another method, payments abandon gives the invoice up."
                    : "payments show says how the payment stands."));

        return new()
        {
            InvoiceId = payment.CorrelationId,
            Reason = reason,
            GatewayReference = open[0].Reference,
            CaptureReference = open[0].CaptureReference,
            Amount = open[0].Amount,
            IsDecided = true,
        };
    }

    private static string Words(Dispute dispute) => dispute.Status == DisputeStatus.Lost ? "lost" : "won";
}
