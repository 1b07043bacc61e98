namespace Charging.Payments;

/// <summary>Give up what is not collected yet. Told by <c>payments abandon</c>.</summary>
public sealed record AbandonPayment
{
    public required Guid InvoiceId { get; init; }

    /// <summary>Why, for people of the provider.</summary>
    public required string Reason { get; init; }
}
