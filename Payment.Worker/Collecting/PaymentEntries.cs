using Charging.Payments.Ledger;

namespace Charging.Payments.Collecting;

/// <summary>What a payment itself books: its invoice when it begins, and what is given up of it.</summary>
internal static class PaymentEntries
{
    /// <summary>
    /// What the customer owes: the net is revenue, the tax is the state's, what it is rounded by is neither. A part of
    /// 0 is not booked.
    /// </summary>
    public static IEnumerable<LedgerEntry> Raised(InvoiceCreated invoice, DateTime now)
    {
        if (invoice.Net.Minor != 0) yield return Entry(Account.Receivable, Account.Revenue, invoice.Net);
        if (invoice.Tax.Minor != 0) yield return Entry(Account.Receivable, Account.Tax, invoice.Tax);
        if (invoice.Rounding is { Minor: > 0 } up) yield return Entry(Account.Receivable, Account.Rounding, up);
        if (invoice.Rounding is { Minor: < 0 } down) yield return Entry(Account.Rounding, Account.Receivable, -down);

        LedgerEntry Entry(string debit, string credit, Money amount) => LedgerEntry.Of(
            $"{invoice.InvoiceId}\n{LedgerEvent.Raised}\n{credit}", invoice.InvoiceId, LedgerEvent.Raised, debit,
            credit, amount, now);
    }

    /// <summary>
    /// What the payment's own move books; what it captured is booked with the attempt, and what is lost after money of
    /// it went back is what then stands open.
    /// </summary>
    public static IEnumerable<LedgerEntry> Of(PaymentMove move, DateTime now) => move.Found.Next switch
    {
        NextStep.Abandon when move.Payment.IsCreditedWhole || move.Found.Disputes.Count > 0 => [],
        NextStep.Abandon => [WrittenOff(move.Payment, move.Payment.LeftToPay, now)],
        _ => [],
    };

    /// <summary>Given up for the first time, or after money of it went back.</summary>
    public static LedgerEntry WrittenOff(PaymentState payment, Money amount, DateTime now) =>
        Entry(payment, LedgerEvent.WrittenOff, Account.WriteOff, Account.Receivable, amount, now);

    /// <summary>It is no loss any more: its money came all the same, or is owed again.</summary>
    public static LedgerEntry WrittenBack(PaymentState payment, Money amount, DateTime now) =>
        Entry(payment, LedgerEvent.WrittenBack, Account.Receivable, Account.WriteOff, amount, now);

    private static LedgerEntry Entry(
        PaymentState payment, LedgerEvent what, string debit, string credit, Money amount, DateTime now) =>
        LedgerEntry.Of(
            $"{payment.CorrelationId}\n{what}\n{payment.ToldNo}", payment.CorrelationId, what, debit, credit, amount,
            now);
}
