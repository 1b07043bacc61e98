namespace Charging.Payments.Tests.Receipts;

/// <summary>Mails made from a payment, as the facts of it are found.</summary>
internal static class Mails
{
    public static Receipt Make(
        this ReceiptMail mail, PaymentState payment, Findings found, InvoiceCreated invoice, Contact contact,
        ReceiptKind kind, DateTime now, params IReadOnlyList<CreditNoteIssued> notes) => mail.Make(
            FindFacts.Of(payment, found, invoice, kind) with { Contact = contact, Notes = notes },
            new ReceiptKey(invoice.InvoiceId, Words.Read<MailKind>(Words.Of(kind))), now);

    /// <summary>Of a refund, with the receipt of the payment and the credit note that it follows.</summary>
    public static Receipt Make(
        this ReceiptMail mail, PaymentState payment, Findings found, InvoiceCreated invoice, Contact contact,
        Refund refund, DateTime now, Receipt? receipt = null, params IReadOnlyList<CreditNoteIssued> notes)
    {
        var facts = FindFacts.Of(payment, found, invoice, ReceiptKind.Refund) with
        {
            Contact = contact,
            Refund = refund.ToPaymentRefunded(payment),
            Notes = notes,
        };
        var key = new ReceiptKey(invoice.InvoiceId, MailKind.Refund, refund.RefundNo);
        return mail.Make(facts, key, now, receipt);
    }

    /// <summary>Of a credit note that gives no money back.</summary>
    public static Receipt Make(
        this ReceiptMail mail, InvoiceCreated invoice, Contact contact, Credit credit, DateTime now) => mail.Make(
            new PaymentFacts(invoice) { Contact = contact, Credit = FindFacts.Of(credit) },
            new ReceiptKey(invoice.InvoiceId, MailKind.Credit, credit.CreditNo!.Value), now);
}
