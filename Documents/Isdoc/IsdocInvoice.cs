using System.Xml;
using Charging.Documents.Trade;
using Charging.Documents.Xml;

namespace Charging.Documents.Isdoc;

/// <summary>
/// An invoice or credit note in ISDOC 6.0.2, the Czech format, whose amounts are in the currency of the seller's
/// accounts. The same document gives the same bytes (UTF-8, no byte order mark).
/// </summary>
public static class IsdocInvoice
{
    /// <summary>With how its total is or was to be paid.</summary>
    /// <exception cref="ArgumentException">The payment is another invoice's, or not of the whole total.</exception>
    public static byte[] Write(
        InvoiceCreated invoice, PaymentCaptured? paid = null, AnnouncedDebit? announced = null) =>
        Write(TradeDocument.Of(invoice, paid, announced));

    public static byte[] Write(CreditNoteIssued note) => Write(TradeDocument.Of(note));

    private static byte[] Write(TradeDocument document) => IsdocXml.Bytes(xml =>
    {
        var amounts = new IsdocAmounts(document);
        WriteHead(xml, document, amounts);
        IsdocParty.WriteSeller(xml, document);
        IsdocParty.WriteBuyer(xml, document);
        if (document.Preceding is { } invoice) WritePreceding(xml, invoice);
        xml.Group("InvoiceLines", () =>
        {
            foreach (var (line, amount) in document.Lines.Zip(amounts.Lines))
                IsdocLine.Write(xml, line, amount, amounts.Rate);
        });
        IsdocTotals.Write(xml, amounts);
        IsdocPayment.Write(xml, document, amounts);
    });

    /// <summary>
    /// 1 is an invoice, 2 a credit note, which has no day of supply: its tax counts on the day on which it arrives.
    /// </summary>
    private static void WriteHead(XmlWriter xml, TradeDocument document, IsdocAmounts amounts)
    {
        xml.Value("DocumentType", document.IsCreditNote ? "2" : "1");
        xml.Value("ID", document.Number);
        xml.Value("UUID", document.Id.ToString("D").ToUpperInvariant());
        xml.Value("IssuingSystem", "Charging");
        xml.Value("IssueDate", document.IssueDate);
        if (document.DeliveryDate is { } day) xml.Value("TaxPointDate", day);
        xml.Value("VATApplicable", document.NamesVatIds);
        xml.Value("ElectronicPossibilityAgreementReference", "");
        if (document.Note is { } note) xml.Value("Note", note);
        xml.Value("LocalCurrencyCode", amounts.LocalCurrency);
        if (amounts.Net.IsForeign) xml.Value("ForeignCurrencyCode", document.Currency);
        xml.Value("CurrRate", XmlValues.Plain(amounts.Rate));
        xml.Value("RefCurrRate", "1");
    }

    private static void WritePreceding(XmlWriter xml, PrecedingInvoice invoice) =>
        xml.Group("OriginalDocumentReferences", () => xml.Group("OriginalDocumentReference", () =>
        {
            xml.Value("ID", invoice.Number);
            xml.Value("IssueDate", invoice.IssueDate);
            xml.Value("UUID", invoice.Id.ToString("D").ToUpperInvariant());
        }));
}
