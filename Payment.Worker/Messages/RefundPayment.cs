using MassTransit;

namespace Charging.Payments.Messages;

/// <summary>Give back a part or all of a captured payment. Told by <c>payments refund</c>.</summary>
[MessageUrn("Charging.Payments:RefundPayment")]
public sealed record RefundPayment
{
    internal const int LongestReason = 200;

    public required Guid InvoiceId { get; init; }

    /// <summary>Drawn by the command: another id is another refund, the same id is the same.</summary>
    public required Guid OrderId { get; init; }

    public required Money Amount { get; init; }

    /// <summary>As the customer reads it, 1 to 200 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>Of an invoice nothing is drawn twice more than once, so that this is one order.</summary>
    internal static Guid SurplusOrderOf(Guid invoiceId) => NameBasedId.Of(invoiceId, PaymentRefunded.DrawnTwice);
}
