using MassTransit;

namespace Charging.Payments.Messages;

/// <summary>
/// Money is at the bank that may pay an invoice. From this worker to itself; the entry of the bank's statement is its
/// source, and says how much of it is left.
/// </summary>
[MessageUrn("Charging.Payments:TransferArrived")]
public sealed record TransferArrived
{
    public required Guid InvoiceId { get; init; }

    /// <summary>Which entry of a statement it is.</summary>
    public required Guid EntryId { get; init; }
}
