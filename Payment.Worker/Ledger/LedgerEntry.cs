using Charging.Contracts;

namespace Charging.Payments;

/// <summary>
/// Moves an amount (more than 0) from one account to another. The id is derived from the invoice and what happened to
/// it, so booking the same thing again books nothing.
/// </summary>
internal sealed record LedgerEntry(
    Guid EntryId,
    Guid InvoiceId,
    LedgerEvent Event,
    string DebitAccount,
    string CreditAccount,
    long AmountMinor,
    string Currency,
    DateTime BookedAt)
{
    private const string Receivable = "receivable";

    private static readonly Guid Namespace = new("8e0f3d53-8f4b-5f0e-9a55-1d0b0c6b7a42");

    /// <summary>
    /// What the customer owes: the net is revenue, the tax is the state's. A part of 0 is not booked.
    /// </summary>
    public static IEnumerable<LedgerEntry> Raised(InvoiceCreated invoice, DateTime now)
    {
        if (invoice.Net.Minor != 0)
            yield return Entry(invoice.InvoiceId, LedgerEvent.Raised, Receivable, "revenue", invoice.Net, now);
        if (invoice.Tax.Minor != 0)
            yield return Entry(invoice.InvoiceId, LedgerEvent.Raised, Receivable, "tax", invoice.Tax, now);
    }

    /// <summary>The customer owes nothing more; the gateway does, until it pays out.</summary>
    public static LedgerEntry Captured(Attempt attempt) => Entry(
        attempt.InvoiceId, LedgerEvent.Captured, "gateway_clearing", Receivable,
        new Money(attempt.AmountMinor, attempt.Currency), attempt.ResolvedAt!.Value);

    public static LedgerEntry WrittenOff(Guid invoiceId, Money amount, DateTime now) =>
        Entry(invoiceId, LedgerEvent.WrittenOff, "write_off", Receivable, amount, now);

    private static LedgerEntry Entry(
        Guid invoiceId, LedgerEvent what, string debit, string credit, Money amount, DateTime now) => new(
            NameBasedId.Of(Namespace, $"{invoiceId}\n{what}\n{credit}"),
            invoiceId, what, debit, credit, amount.Minor, amount.Currency, now);
}

internal enum LedgerEvent
{
    Raised,
    Captured,
    WrittenOff,
}
