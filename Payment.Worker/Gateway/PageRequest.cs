namespace Charging.Payments.Gateway;

/// <summary>
/// A page on which a customer pays an invoice once. The pages of an invoice count 1, 2, 3 …; nobody can pay by one
/// after ExpiresAt. Where it keeps the method, the gateway asks the customer's leave to draw from it later.
/// </summary>
internal sealed record PageRequest(
    Guid InvoiceId, int PageNo, string IdempotencyKey, Money Amount, bool KeepsMethod, DateTime ExpiresAt)
{
    /// <summary>What the customer reads there: the invoice and whose it is.</summary>
    public string Title { get; init; } = "";

    /// <summary>ISO 639-1, lower case.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Where the customer is sent who has paid.</summary>
    public string PaidUrl { get; init; } = "";

    /// <summary>Where the customer is sent who has not.</summary>
    public string BackUrl { get; init; } = "";

    /// <summary>The gateway's own name for it, once it has told one.</summary>
    public string? GatewayReference { get; init; }
}
