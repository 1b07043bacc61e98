using Charging.Payments.CheckingOut;
using Charging.Payments.Messages;

namespace Charging.Payments.Collecting;

/// <summary>
/// Reads a settled payment's attempts, so that what was told of it can be told again in the same words.
/// </summary>
internal sealed class RecallAttempts(Attempts attempts, Disputes disputes, Checkouts checkouts)
    : FindingActivity("recallAttempts")
{
    protected override async Task<Findings> Find(
        PaymentState payment, Findings found, object? message, CancellationToken cancellationToken)
    {
        if (message is LookDue { CheckoutNo: not null })
            await checkouts.Leave(payment.CorrelationId, cancellationToken);
        return found with
        {
            Attempts = await attempts.Recall(payment.CorrelationId, cancellationToken),
            Disputes = payment.ToldNo > 1 ? await disputes.Of(payment.CorrelationId, cancellationToken) : [],
        };
    }
}
