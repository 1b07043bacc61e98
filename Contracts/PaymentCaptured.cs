namespace Charging.Contracts;

/// <summary>
/// The whole amount of an invoice was drawn, less what is <see cref="Credited"/>. Told again under a higher number if
/// it went back and is here again, by a dispute that was won or because it was drawn once more; the key is
/// <see cref="InvoiceId"/> and <see cref="ToldNo"/>.
/// </summary>
public sealed record PaymentCaptured
{
    /// <summary>The <see cref="MethodBrand"/> of what customers transfer to the seller's account.</summary>
    public const string Transfer = "transfer";

    public required Guid InvoiceId { get; init; }

    public required string InvoiceNumber { get; init; }

    public required string Source { get; init; }

    public required string SessionId { get; init; }

    public required string CustomerId { get; init; }

    public required Money Amount { get; init; }

    public required PaymentMethodKind MethodKind { get; init; }

    /// <summary>The card scheme or the bank, or <see cref="Transfer"/>.</summary>
    public required string MethodBrand { get; init; }

    public required string LastFour { get; init; }

    /// <summary>The gateway's own name for the payment.</summary>
    public required string GatewayReference { get; init; }

    /// <summary>Which attempt it was; the first is 1.</summary>
    public required int AttemptNo { get; init; }

    public required DateTime CapturedAt { get; init; }

    /// <summary>
    /// Counts what is told of an invoice's payment as captured, reversed or abandoned: the highest number holds, in
    /// whatever order they are heard.
    /// </summary>
    public int ToldNo { get; init; } = 1;

    /// <summary>
    /// What credit notes had taken off before a debit that waited for its day was drawn, so that Amount is so much
    /// less than the invoice; null where nothing was.
    /// </summary>
    public Money? Credited { get; init; }

    /// <summary>The mandate under which a bank account was debited (BT-89), where it is known.</summary>
    public string? MandateReference { get; init; }
}
