namespace Charging.Invoicing.Gathering;

/// <summary>What a customer's small usages in one currency have come to.</summary>
internal sealed record OpenInvoice(
    string CustomerId, string Currency, long ChargeMinor, long Usages, DateTime OpenedAt, DateTime DueAt)
{
    public Money Charge => new(ChargeMinor, Currency);
}
