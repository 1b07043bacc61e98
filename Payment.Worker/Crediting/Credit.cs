using System.Globalization;
using System.Text.Json;
using Charging.Payments.Gateway;
using Charging.Payments.Ledger;
using Charging.Payments.Messages;

namespace Charging.Payments.Crediting;

/// <summary>
/// A credit note as this worker keeps it. CountedAt is since when its payment knows of it; CreditNo counts an invoice's
/// notes 1, 2, 3 … as they are settled; RefundId names the refund that followed, null if none did, and RefundStatus is
/// how that stands now.
/// </summary>
internal sealed record Credit(
    Guid CreditNoteId,
    string CreditNoteNumber,
    Guid InvoiceId,
    long PayableMinor,
    string Currency,
    string Reason,
    string Document,
    DateTime KeptAt,
    DateTime? CountedAt,
    DateTime? SettledAt,
    int? CreditNo,
    CreditOutcome? Outcome,
    Guid? RefundId,
    DateTime? DueAt,
    RefundStatus? RefundStatus = null)
{
    private const string Cut = "…";

    public Money Payable => new(PayableMinor, Currency);

    public CreditNoteIssued Note => Read(Document);

    /// <summary>
    /// Else the mail of the refund carries the note, or of the capture, or the one that nothing is collected any more;
    /// one that is rounded to 0 has none.
    /// </summary>
    public bool HasMailOfItsOwn =>
        PayableMinor > 0 && Outcome is (CreditOutcome.GivenBackBefore or CreditOutcome.NotOwed);

    /// <summary>Not settled, and not counted by a payment.</summary>
    public static Credit Of(CreditNoteIssued note, DateTime now) => new(
        note.CreditNoteId, note.Number, note.InvoiceId, note.Payable.Minor, note.Payable.Currency, note.Reason,
        JsonSerializer.Serialize(note, Wire.Json), now, null, null, null, null, null, now);

    public static CreditNoteIssued Read(string document) =>
        JsonSerializer.Deserialize<CreditNoteIssued>(document, Wire.Json)
        ?? throw new FormatException(
            "A document of a credit that was kept is null; restore it from Invoicing's credit notes.");

    public Credit Settled(CreditOutcome outcome, int creditNo, Guid? refundId, DateTime now) =>
        this with { Outcome = outcome, CreditNo = creditNo, RefundId = refundId, SettledAt = now };

    /// <summary>
    /// What a note takes back of what was raised. Where the invoice was given up its amount is written off and not
    /// receivable any more: then the loss is so much less. The rounding is of the tax, unless it is of what can be
    /// drawn.
    /// </summary>
    public static IEnumerable<LedgerEntry> EntriesOf(CreditNoteIssued note, bool isGivenUp, DateTime now)
    {
        var side = isGivenUp ? Account.WriteOff : Account.Receivable;
        var isOfDrawing = Currencies.DrawableStepOf(note.Payable.Currency) > 1;
        var rounding = isOfDrawing ? note.Rounding : Money.Zero(note.Payable.Currency);
        var tax = note.Payable - note.Net - rounding;
        if (rounding.Minor > 0) yield return Entry(Account.Rounding, side, rounding);
        if (rounding.Minor < 0) yield return Entry(side, Account.Rounding, -rounding);
        yield return Entry(Account.Revenue, side, note.Net);
        if (tax.Minor > 0) yield return Entry(Account.Tax, side, tax);
        if (tax.Minor < 0) yield return Entry(side, Account.Tax, -tax);

        LedgerEntry Entry(string debit, string credit, Money amount) => LedgerEntry.Of(
            $"credit note {note.CreditNoteId}\n{debit}\n{credit}", note.InvoiceId, LedgerEvent.Credited, debit, credit,
            amount, now);
    }

    /// <summary>The mail about a note that gives no money back.</summary>
    public SendReceipt ToSendReceipt() =>
        new() { InvoiceId = InvoiceId, Kind = ReceiptKind.Credit, CreditNo = CreditNo!.Value };

    /// <summary>The same note is the same order, so it never becomes a second refund.</summary>
    public RefundPayment ToOrder(Money amount) => new()
    {
        InvoiceId = InvoiceId,
        OrderId = CreditNoteId,
        Amount = amount,
        Reason = string.IsNullOrWhiteSpace(Reason)
            ? CreditNoteNumber
            : AtMost(RefundPayment.LongestReason, Reason.Trim()),
    };

    /// <summary>Cut between letters as people see them, however many characters make one.</summary>
    private static string AtMost(int length, string text)
    {
        if (text.Length <= length) return text;

        var end = StringInfo.ParseCombiningCharacters(text).Last(start => start <= length - Cut.Length);
        return $"{text[..end].TrimEnd()}{Cut}";
    }
}

/// <summary>What became of a credit note.</summary>
internal enum CreditOutcome
{
    /// <summary>A refund followed, of all that it credits or of what no refund had given back before.</summary>
    Refunded,

    /// <summary>Paid, and refunds had given it back before.</summary>
    GivenBackBefore,

    /// <summary>
    /// The invoice was credited whole before it was paid, and is not collected any more; or it was told before it was
    /// drawn, and was drawn so much less.
    /// </summary>
    NeverDrawn,

    /// <summary>The invoice is not paid: it was given up, or the bank took the money back.</summary>
    NotOwed,
}
