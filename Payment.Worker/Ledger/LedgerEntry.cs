using Charging.Contracts;
using Charging.Payments.Collecting;
using Charging.Payments.Gateway;
using Charging.Payments.Payouts;
using Charging.Payments.Refunding;

namespace Charging.Payments.Ledger;

/// <summary>
/// Moves an amount (more than 0) from one account to another. The id is derived from the invoice or the payout and
/// what happened to it, so booking the same thing again books nothing.
/// </summary>
internal sealed record LedgerEntry(
    Guid EntryId,
    Guid? InvoiceId,
    LedgerEvent Event,
    string DebitAccount,
    string CreditAccount,
    long AmountMinor,
    string Currency,
    DateTime BookedAt,
    string? PayoutId = null)
{
    private const string Clearing = "gateway_clearing";
    public const string Receivable = "receivable";
    private const string Revenue = "revenue";
    private const string Rounding = "rounding";
    private const string Tax = "tax";
    public const string WriteOff = "write_off";

    private static readonly Guid Namespace = new("8e0f3d53-8f4b-5f0e-9a55-1d0b0c6b7a42");

    /// <summary>
    /// What the customer owes: the net is revenue, the tax is the state's, what it is rounded by is neither. A part of
    /// 0 is not booked.
    /// </summary>
    public static IEnumerable<LedgerEntry> Raised(InvoiceCreated invoice, DateTime now)
    {
        if (invoice.Net.Minor != 0)
            yield return Entry(invoice.InvoiceId, LedgerEvent.Raised, Receivable, Revenue, invoice.Net, now);
        if (invoice.Tax.Minor != 0)
            yield return Entry(invoice.InvoiceId, LedgerEvent.Raised, Receivable, Tax, invoice.Tax, now);
        if (invoice.Rounding is { Minor: > 0 } up)
            yield return Entry(invoice.InvoiceId, LedgerEvent.Raised, Receivable, Rounding, up, now);
        if (invoice.Rounding is { Minor: < 0 } down)
            yield return Entry(invoice.InvoiceId, LedgerEvent.Raised, Rounding, Receivable, -down, now);
    }

    /// <summary>The customer owes nothing more; the gateway does, until it pays out.</summary>
    public static LedgerEntry Captured(Attempt attempt) => new(
        NameBasedId.Of(Namespace, $"{attempt.InvoiceId}\n{LedgerEvent.Captured}\n{attempt.AttemptNo}"),
        attempt.InvoiceId, LedgerEvent.Captured, Clearing, Receivable, attempt.AmountMinor, attempt.Currency,
        attempt.ResolvedAt!.Value);

    /// <summary>What the payment's own move books; what it captured is booked with the attempt.</summary>
    public static IEnumerable<LedgerEntry> Of(PaymentState payment, DateTime now) => payment.Next switch
    {
        NextStep.Abandon when payment.IsCreditedWhole || payment.Disputes.Count > 0 => [],
        NextStep.Abandon => [WrittenOff(payment, payment.LeftToPay, now)],
        _ => [],
    };

    /// <summary>
    /// The gateway took it back from what it owes us, so the customer owes it again; or it gave it to us again. Each
    /// movement of a dispute is booked once.
    /// </summary>
    public static LedgerEntry Moved(Dispute dispute, DateTime now)
    {
        var (what, debit, credit) = dispute.IsAway
            ? (LedgerEvent.Returned, Receivable, Clearing)
            : (LedgerEvent.Reinstated, Clearing, Receivable);
        return new(
            NameBasedId.Of(Namespace, $"{dispute.InvoiceId}\n{dispute.Reference}\n{dispute.Moves}"),
            dispute.InvoiceId, what, debit, credit, dispute.AmountMinor, dispute.Currency, now);
    }

    /// <summary>
    /// What a refund's step books. It is given back out of what the gateway owes us; the invoice stands, so the amount
    /// is open on the receivable unless a credit note closes it. What did not arrive is booked back.
    /// </summary>
    public static IEnumerable<LedgerEntry> Of(RefundStatus before, Refund refund) => (before, refund.Status) switch
    {
        (not RefundStatus.Done, RefundStatus.Done) =>
            [Entry(refund, LedgerEvent.Refunded, Receivable, Clearing, refund.DoneAt!.Value)],
        (RefundStatus.Done, RefundStatus.Failed) =>
            [Entry(refund, LedgerEvent.RefundFailed, Clearing, Receivable, refund.FailedAt!.Value)],
        _ => [],
    };

    /// <summary>Given up for the first time, or after money of it went back.</summary>
    public static LedgerEntry WrittenOff(PaymentState payment, Money amount, DateTime now) =>
        Entry(payment, LedgerEvent.WrittenOff, WriteOff, Receivable, amount, now);

    /// <summary>It is no loss any more: its money came all the same, or is owed again.</summary>
    public static LedgerEntry WrittenBack(PaymentState payment, Money amount, DateTime now) =>
        Entry(payment, LedgerEvent.WrittenBack, Receivable, WriteOff, amount, now);

    /// <summary>
    /// What a credit note takes back of what was raised. Where the invoice was given up its amount is written off and
    /// not receivable any more: then the loss is so much less. The rounding is of the tax,
    /// unless it is of what can be drawn.
    /// </summary>
    public static IEnumerable<LedgerEntry> Credited(CreditNoteIssued note, bool isGivenUp, DateTime now)
    {
        var side = isGivenUp ? WriteOff : Receivable;
        var isOfDrawing = Currencies.DrawableStepOf(note.Payable.Currency) > 1;
        var rounding = isOfDrawing ? note.Rounding : Money.Zero(note.Payable.Currency);
        var tax = note.Payable - note.Net - rounding;
        if (rounding.Minor > 0) yield return Entry(note, Rounding, side, rounding, now);
        if (rounding.Minor < 0) yield return Entry(note, side, Rounding, -rounding, now);
        yield return Entry(note, Revenue, side, note.Net, now);
        if (tax.Minor > 0) yield return Entry(note, Tax, side, tax, now);
        if (tax.Minor < 0) yield return Entry(note, side, Tax, -tax, now);
    }

    /// <summary>What the gateway owed is at the bank, less its fee. A part of 0 is not booked.</summary>
    public static IEnumerable<LedgerEntry> PaidOut(Payout payout, DateTime now)
    {
        if (payout.Net != 0) yield return Entry(payout, LedgerEvent.PaidOut, "bank", payout.Net, now);
        if (payout.Fee != 0) yield return Entry(payout, LedgerEvent.Fee, "gateway_fee", payout.Fee, now);
    }

    private static LedgerEntry Entry(
        Payout payout, LedgerEvent what, string debit, long amountMinor, DateTime now) => new(
            NameBasedId.Of(Namespace, $"payout {payout.PayoutId}\n{what}"),
            null, what, debit, Clearing, amountMinor, payout.Currency, now, payout.PayoutId);

    private static LedgerEntry Entry(
        CreditNoteIssued note, string debit, string credit, Money amount, DateTime now) => new(
            NameBasedId.Of(Namespace, $"credit note {note.CreditNoteId}\n{debit}\n{credit}"),
            note.InvoiceId, LedgerEvent.Credited, debit, credit, amount.Minor, amount.Currency, now);

    private static LedgerEntry Entry(
        Refund refund, LedgerEvent what, string debit, string credit, DateTime now) => new(
            NameBasedId.Of(Namespace, $"{refund.InvoiceId}\n{what}\n{refund.RefundNo}"),
            refund.InvoiceId, what, debit, credit, refund.AmountMinor, refund.Currency, now);

    private static LedgerEntry Entry(
        PaymentState payment, LedgerEvent what, string debit, string credit, Money amount, DateTime now) => new(
            NameBasedId.Of(Namespace, $"{payment.CorrelationId}\n{what}\n{payment.ToldNo}"),
            payment.CorrelationId, what, debit, credit, amount.Minor, amount.Currency, now);

    private static LedgerEntry Entry(
        Guid invoiceId, LedgerEvent what, string debit, string credit, Money amount, DateTime now) => new(
            NameBasedId.Of(Namespace, $"{invoiceId}\n{what}\n{credit}"),
            invoiceId, what, debit, credit, amount.Minor, amount.Currency, now);
}

internal enum LedgerEvent
{
    Raised,
    Captured,
    Refunded,
    RefundFailed,
    Returned,
    Reinstated,
    Fee,
    PaidOut,
    WrittenOff,
    WrittenBack,
    Credited,
}
